package org.phusong.jobs.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.phusong.geodata.claim.AnswerDictionary;

/** {@code answer.parquet}: which classes make up each answer. */
public final class AnswerTable {

    /** Name of the file in a revision. */
    public static final String FILE = "answer.parquet";

    private static final MessageType SCHEMA =
            new TableSchema("answer").integer("answer_id").integers("class_ids").toMessage();

    private AnswerTable() {}

    /** Writes the answers by id. */
    public static void write(Path file, AnswerDictionary answers) throws IOException {
        try (TableWriter writer = TableWriter.create(file, SCHEMA, Map.of())) {
            for (int id = 0; id < answers.size(); id++) {
                writer.write(id, Arrays.stream(answers.classIds(id)).boxed().toList());
            }
        }
    }
}
