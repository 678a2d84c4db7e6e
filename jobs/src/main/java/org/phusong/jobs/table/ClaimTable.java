package org.phusong.jobs.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.claim.CoverageClaim;
import org.phusong.geodata.place.GeoBox;

/** {@code restricted/claim/}: every accepted claim as it was understood. Its geometry stays in the input. */
public final class ClaimTable {

    /** Name of the file below {@code restricted/}. */
    public static final String FILE = "claim/part-00000.parquet";

    private static final MessageType SCHEMA = ClaimClassTable.withAttributes(
                    new TableSchema("claim").text("input").whole("record"))
            .nullableDate("valid_from")
            .nullableDate("valid_to")
            .nullableInteger("class_id")
            .nullableBox("bbox")
            .nullableText("household_id")
            .toMessage();
    private static final int ATTRIBUTES_FROM = 2;
    private static final int VALIDITY_FROM = SCHEMA.getFieldIndex("valid_from");

    private ClaimTable() {}

    /**
     * Writes the claims, sorted here by input and record.
     *
     * @param claims the accepted ones, valid on the study's date or not
     * @param classOf the id of a claim's class; null for a claim that is not valid on the study's date
     */
    public static void write(Path file, List<CoverageClaim> claims, Function<CoverageClaim, @Nullable Integer> classOf)
            throws IOException {
        List<CoverageClaim> ordered = claims.stream()
                .sorted(Comparator.comparing(CoverageClaim::input, CodePointOrder.INSTANCE)
                        .thenComparingLong(CoverageClaim::record))
                .toList();
        try (TableWriter writer = TableWriter.create(file, SCHEMA, Map.of())) {
            for (CoverageClaim claim : ordered) {
                @Nullable Object[] row = new @Nullable Object[SCHEMA.getFieldCount()];
                row[0] = claim.input();
                row[1] = claim.record();
                ClaimClassTable.attributes(claim.attributes(), row, ATTRIBUTES_FROM);
                row[VALIDITY_FROM] = claim.validFrom();
                row[VALIDITY_FROM + 1] = claim.validTo();
                row[VALIDITY_FROM + 2] = classOf.apply(claim);
                row[VALIDITY_FROM + 3] = box(claim.box());
                row[VALIDITY_FROM + 4] = claim.householdId();
                writer.write(row);
            }
        }
    }

    /** The envelope as GeoParquet's covering orders it. */
    static double @Nullable [] box(@Nullable GeoBox box) {
        return box == null ? null : new double[] {box.west(), box.south(), box.east(), box.north()};
    }
}
