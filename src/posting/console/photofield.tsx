import { useEffect, useMemo } from 'react';

interface PhotoFieldProps {
  id?: string;
  value?: File;
  onChange?: (photo: File | undefined) => void;
}

/** Takes a photo or chooses one: the phone's own picker, so that the original with its date comes along. */
export function PhotoField({ id, value, onChange }: PhotoFieldProps) {
  const preview = useMemo(() => value && URL.createObjectURL(value), [value]);
  useEffect(() => () => void (preview && URL.revokeObjectURL(preview)), [preview]);
  return (
    <div className="photo-field">
      {preview && <img src={preview} alt="选好的照片" />}
      <label className="photo-choose">
        {value ? '换一张' : '拍照或选照片'}
        <input
          id={id}
          type="file"
          accept="image/jpeg,image/png,image/webp"
          onChange={(event) => onChange?.(event.target.files?.[0])}
        />
      </label>
    </div>
  );
}
