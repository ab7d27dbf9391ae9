import { useState } from 'react';
import { api, read } from '../../console/client.ts';
import { dateWords } from '../../site/date.ts';
import { sendPhoto, wordsOf, type Sheet } from './reads.ts';

type Photo = Sheet['photos'][number];
const onePhoto = api.villages.sheets[':id'].photos[':photoId'];

/** The photographs of a sheet: taken or chosen, kept for those who check, public only where the person says so. */
export function Photos(props: { sheet: Sheet; onChanged: () => Promise<void>; mayChange?: boolean }) {
  const { sheet, onChanged, mayChange = false } = props;
  const [fault, setFault] = useState('');
  const [isSending, setSending] = useState(false);
  if (!mayChange && sheet.photos.length === 0) return null;
  const run = async (work: () => Promise<unknown>) => {
    setFault('');
    setSending(true);
    try {
      await work();
      await onChanged();
    } catch (error) {
      setFault(wordsOf(error));
    }
    setSending(false);
  };
  return (
    <section>
      <h2>照片</h2>
      {mayChange && <p className="quiet">账本、单据、会场都可以拍。不勾“公开”的只给审查的人看。</p>}
      <ul className="photos">
        {sheet.photos.map((photo) => (
          <li key={photo.id}>
            <a href={`/api/villages/photos/${photo.id}/image`} target="_blank" rel="noreferrer">
              <img
                src={`/api/villages/photos/${photo.id}/thumbnail`}
                alt={photo.note || '照片，点开看大图'}
                width={120}
              />
            </a>
            <div>
              <p className="quiet">
                {photo.takenAt ? `${dateWords(photo.takenAt.slice(0, 10))}拍` : '照片没有记拍摄日期'}
                {!mayChange && (photo.isPublic ? '，随表公开' : '，不公开')}
              </p>
              {mayChange && <Choices id={sheet.id} photo={photo} run={run} />}
            </div>
          </li>
        ))}
      </ul>
      {mayChange && (
        <label className={`big plain file${isSending ? ' busy' : ''}`}>
          {isSending ? '正在处理照片……' : '拍照或选照片'}
          <input
            type="file"
            accept="image/*"
            disabled={isSending}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = '';
              if (file) void run(() => sendPhoto(sheet.id, file));
            }}
          />
        </label>
      )}
      <p role="alert" className="fault">
        {fault}
      </p>
    </section>
  );
}

function Choices(props: { id: string; photo: Photo; run: (work: () => Promise<unknown>) => Promise<void> }) {
  const { id, photo, run } = props;
  const param = { id, photoId: photo.id };
  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          checked={photo.isPublic}
          onChange={(event) => {
            const json = { note: photo.note, isPublic: event.target.checked };
            void run(() => read(onePhoto.$put({ param, json })));
          }}
        />
        公开这张（看得清的地方没有身份证号、电话、卡号）
      </label>
      <button type="button" className="bare" onClick={() => void run(() => read(onePhoto.$delete({ param })))}>
        去掉
      </button>
    </>
  );
}
