/** What is written here is read back by `instruments/exchange/answers`, where the grammar of tags stands. */
export * from '../../../instruments/exchange/answers/answer-tags.ts'
