import { ref } from 'vue'

export type Language = 'zh' | 'en'

/** The language the page speaks now. */
export const language = ref<Language>('zh')
