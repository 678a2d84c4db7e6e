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
        byte[] ids = rows.idBytes();
        int[] order = rows.order();
        int groupStart = 0;
        while (groupStart < order.length) {
            int groupEnd = Math.min(groupStart + ColumnTable.ROWS_PER_GROUP, order.length);
            ColumnWriter[] columns = table.startGroup();
            for (int i = groupStart; i < groupEnd; i++) {
                int row = order[i];
                int at = 0;
                int idStart = rows.idStart(row);
                columns[at++].write(Binary.fromConstantByteArray(ids, idStart, rows.idEnd(row) - idStart), 0, 0);
                int ward = rows.ward(row);
                if (ward < 0) {
                    columns[at++].writeNull(0, 0);
                } else {
                    columns[at++].write(wards[ward], 0, 1);
                }
                double lon = rows.lon(row);
                if (Double.isNaN(lon)) {
                    columns[at++].writeNull(0, 0);
                    columns[at++].writeNull(0, 0);
                } else {
                    columns[at++].write(lon, 0, 1);
                    columns[at++].write(rows.lat(row), 0, 1);
                }
                for (int m = 0; m < measures.size(); m++) {
                    columns[at++].write(Thousandths.toDouble(rows.thousandths(m, row)), 0, 0);
                }
                int answer = rows.answer(row);
                columns[at++].write(answer, 0, 0);
                for (int[] ofService : networks) {
                    columns[at++].write(ofService[answer] > 0, 0, 0);
                    columns[at++].write(ofService[answer], 0, 0);
                }
                table.endRow();
            }
            table.endGroup(groupEnd - groupStart);
            groupStart = groupEnd;
        }
    }
}
