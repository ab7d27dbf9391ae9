/** Where the public reads a disclosure. */
export const publicPath = (number: string) => `/d/${number}`;

/** What the search and the reader find besides the text. */
export const searchText = (version: { document_number: string; text: string }) =>
  `${version.document_number}\n${version.text}`.trim();
