import type { ThemeConfig } from 'antd';

/** The hand of the public site (LOOK): one red, ink, paper, and a yellow for “today” alone. */
export const red = '#a8201a';
export const ink = '#1b1b1f';
export const quiet = '#5a5853'; // 7:1 on white
export const paper = '#f8f6f1';
export const sun = '#f2b705';
export const hairline = '#dcd8ce';

const faces = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif';

/** Ant Design in our colours; every text colour keeps 4.5:1 on white and on paper. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: red,
    colorLink: red,
    colorLinkHover: '#7d1512',
    colorError: '#b42318',
    colorSuccess: '#1a6b3c',
    colorWarning: '#8a5a00',
    colorInfo: '#24527a',
    // Ant Design derives muddy grounds from dark colours; these keep 4.5:1 with the words on them.
    colorInfoBg: '#eaf1f7',
    colorSuccessBg: '#e8f3ec',
    colorWarningBg: '#fdf3d7',
    colorErrorBg: '#fbeceb',
    colorText: ink,
    colorTextSecondary: quiet,
    colorTextTertiary: '#606167',
    colorTextQuaternary: '#6a6b71',
    colorTextPlaceholder: '#6a6b71',
    colorTextDescription: quiet,
    colorTextDisabled: '#6a6b71',
    colorBgLayout: paper,
    colorBorder: '#c9c6be',
    colorBorderSecondary: hairline,
    borderRadius: 4,
    fontFamily: faces,
    fontSize: 14,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: {
    Layout: { siderBg: '#ffffff', headerBg: '#ffffff', bodyBg: paper, headerHeight: 52, headerPadding: '0 16px' },
    Menu: { itemBorderRadius: 4, itemHeight: 38, itemSelectedBg: '#f7e9e7', itemSelectedColor: red },
    Table: { headerBg: '#f1efea', cellPaddingBlockSM: 7, rowHoverBg: '#faf8f4' },
    Tabs: { horizontalItemPadding: '10px 0' },
  },
};
