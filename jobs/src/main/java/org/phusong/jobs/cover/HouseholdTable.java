package org.phusong.jobs.cover;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.spark.TaskContext;
import org.phusong.geodata.claim.AnswerDictionary;
import org.phusong.geodata.place.Thousandths;
import org.phusong.jobs.assess.ServiceAnswers;
import org.phusong.jobs.table.ColumnTable;
import org.phusong.jobs.table.HouseholdCoverageTable;

/** Writes files of {@code household_coverage}. Immutable; shipped to tasks. */
final class HouseholdTable implements Serializable {

    private static final long serialVersionUID = 1;

    private final ArrayList<String> wardCodes;
    private final ArrayList<String> measures;
    private final ArrayList<String> services;
    private final int[][] networks;
    private final String folder;

    /** @param folder exists on every machine that runs tasks */
    HouseholdTable(
            List<String> wardCodes,
            AnswerDictionary answers,
            ServiceAnswers meaning,
            List<String> measures,
            Path folder) {
        this.wardCodes = new ArrayList<>(wardCodes);
        this.measures = new ArrayList<>(measures);
        this.services = new ArrayList<>(meaning.services());
        this.folder = folder.toAbsolutePath().toString();
        this.networks = new int[services.size()][answers.size()];
        for (int service = 0; service < services.size(); service++) {
            for (int answer = 0; answer < answers.size(); answer++) {
                networks[service][answer] = meaning.networks(answer, service);
            }
        }
    }

    /**
     * Writes one file; a task that is repeated replaces it by the same bytes.
     *
     * @param rows in any order
     * @return rows written
     */
    long write(int file, HouseholdRows rows) throws IOException {
        Path target = Path.of(folder, String.format("part-%05d.parquet", file));
        TaskContext task = TaskContext.get();
        Path attempt =
                target.resolveSibling("." + target.getFileName() + "." + (task == null ? 0 : task.taskAttemptId()));
        try {
            try (ColumnTable table = ColumnTable.create(
                    attempt,
                    HouseholdCoverageTable.schema(measures, services),
                    HouseholdCoverageTable.WITHOUT_DICTIONARY,
                    HouseholdCoverageTable.WITHOUT_STATISTICS)) {
                write(rows, table);
            }
            Files.move(attempt, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return rows.size();
        } finally {
            Files.deleteIfExists(attempt);
        }
    }

    private void write(HouseholdRows rows, ColumnTable table) throws IOException {
        Binary[] wards = wardCodes.stream().map(Binary::fromString).toArray(Binary[]::new);
        int[] order = rows.order();
        for (int start = 0; start < order.length; start += ColumnTable.ROWS_PER_GROUP) {
            int end = Math.min(start + ColumnTable.ROWS_PER_GROUP, order.length);
            ColumnWriter[] columns = table.startGroup();
            for (int from = start; from < end; from += ColumnTable.ROWS_PER_CHUNK) {
                int to = Math.min(from + ColumnTable.ROWS_PER_CHUNK, end);
                writeChunk(rows, order, from, to, wards, columns);
                table.endChunk(to - from);
            }
            table.endGroup(end - start);
        }
    }

    /** One column after the other: each loop stays with one kind of value and one writer. */
    private void writeChunk(HouseholdRows rows, int[] order, int from, int to, Binary[] wards, ColumnWriter[] columns) {
        int at = 0;
        writeIds(rows, order, from, to, columns[at++]);
        writeWards(rows, order, from, to, wards, columns[at++]);
        writeCoordinates(rows, order, from, to, columns[at++], columns[at++]);
        for (int m = 0; m < measures.size(); m++) {
            ColumnWriter column = columns[at++];
            for (int i = from; i < to; i++) {
                column.write(Thousandths.toDouble(rows.thousandths(m, order[i])), 0, 0);
            }
        }
        ColumnWriter answers = columns[at++];
        for (int i = from; i < to; i++) {
            answers.write(rows.answer(order[i]), 0, 0);
        }
        for (int[] ofService : networks) {
            ColumnWriter served = columns[at++];
            for (int i = from; i < to; i++) {
                served.write(ofService[rows.answer(order[i])] > 0, 0, 0);
            }
            ColumnWriter counts = columns[at++];
            for (int i = from; i < to; i++) {
                counts.write(ofService[rows.answer(order[i])], 0, 0);
            }
        }
    }

    private static void writeIds(HouseholdRows rows, int[] order, int from, int to, ColumnWriter column) {
        byte[] ids = rows.idBytes();
        for (int i = from; i < to; i++) {
            int start = rows.idStart(order[i]);
            column.write(Binary.fromConstantByteArray(ids, start, rows.idEnd(order[i]) - start), 0, 0);
        }
    }

    private static void writeWards(
            HouseholdRows rows, int[] order, int from, int to, Binary[] wards, ColumnWriter column) {
        for (int i = from; i < to; i++) {
            int ward = rows.ward(order[i]);
            if (ward < 0) {
                column.writeNull(0, 0);
            } else {
                column.write(wards[ward], 0, 1);
            }
        }
    }

    private static void writeCoordinates(
            HouseholdRows rows, int[] order, int from, int to, ColumnWriter lons, ColumnWriter lats) {
        for (int i = from; i < to; i++) {
            double lon = rows.lon(order[i]);
            if (Double.isNaN(lon)) {
                lons.writeNull(0, 0);
                lats.writeNull(0, 0);
            } else {
                lons.write(lon, 0, 1);
                lats.write(rows.lat(order[i]), 0, 1);
            }
        }
    }
}
