package org.phusong.jobs.study;

/** What the value of a study key is: the word that docs/study.md uses, and what an error says would be accepted. */
enum KeyType {
    TEXT("text", "text"),
    ID("id", "1 to 63 of a-z, 0-9 and '-', not beginning with '-'"),
    DATE("date", "a date such as 2026-09-30"),
    NUMBER("number", "a number"),
    WORD("word", "one of the words in docs/study.md"),
    TITLES("text by language", "text by language, such as {en: \"Broadband\", vi: \"Băng rộng\"}"),
    PATH("path", "a file, a folder or a glob, relative to the study file"),
    COLUMN("column", "the name of a column"),
    COLUMN_OR_VALUE("column or value", "the name of a column, or {value: X} for the same in every record"),
    COLUMNS("columns by name", "a map of names to columns, such as {province: province_code}"),
    MEASURES("columns or numbers by name", "a map of names to columns or numbers, such as {households: 1}"),
    MAP("map", "a map of keys to values"),
    LIST("list", "a list"),
    TEXT_OR_LIST("text or list", "text, or a list of texts");

    private final String label;
    private final String accepts;

    KeyType(String label, String accepts) {
        this.label = label;
        this.accepts = accepts;
    }

    /** The word for it in docs/study.md. */
    String label() {
        return label;
    }

    /** The end of the sentence "accepted: …". */
    String accepts() {
        return accepts;
    }
}
