/** A name for the model in a file: `bartowski/Qwen2.5-14B-Instruct-Q4_K_M.gguf` is qwen2.5-14b-instruct. */
export const nameOfFile = (file: string) =>
  (file.split('/').at(-1) ?? '')
    .replace(/\.gguf$/i, '')
    .replace(/-\d{5}-of-\d{5}$/, '')
    .replace(/[-_.](i?q\d\w*|bf16|f16|f32)$/i, '')
    .toLowerCase();
