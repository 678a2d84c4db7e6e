package org.phusong.jobs.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RowFilterTest {

    private static final List<Column> COLUMNS = List.of(
            new Column("status", Column.Type.TEXT),
            new Column("down", Column.Type.DOUBLE),
            new Column("n", Column.Type.INTEGER),
            new Column("price", Column.Type.DECIMAL),
            new Column("day", Column.Type.DATE),
            new Column("seen", Column.Type.TIMESTAMP),
            new Column("ok", Column.Type.BOOLEAN),
            new Column("quận", Column.Type.TEXT));

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", false)
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static VerbatimRecord row(@Nullable Object... values) {
        return new VerbatimRecord(1, Arrays.asList(values), null, null);
    }

    private static final VerbatimRecord ROW = row(
            "active",
            12.5,
            7L,
            new BigDecimal("1.25"),
            LocalDate.of(2026, 9, 30),
            LocalDateTime.of(2026, 9, 30, 12, 0),
            true,
            "Quận 1");

    private static RowFilter filter(String where) {
        return RowFilter.compile(spark, where, COLUMNS, "wards");
    }

    @Test
    void conditionsAreThoseOfSparkSql() {
        for (String met : List.of(
                "status = 'active'",
                "STATUS IN ('active', 'new') AND n >= 7",
                "down BETWEEN 12 AND 13",
                "nullif(status, 'x') = 'active'",
                "price = 1.25",
                "day = '2026-09-30' AND seen > timestamp_ntz'2026-09-30 11:59:00'",
                "ok",
                "status LIKE 'act%' AND upper(status) = 'ACTIVE'",
                "coalesce(status, '') rlike '^a'",
                "`quận` = 'Quận 1'",
                "try_cast(status AS double) IS NULL",
                "CASE WHEN n = 7 THEN true ELSE false END",
                "year(day) = 2026")) {
            assertThat(filter(met).test(ROW, "a.csv")).as(met).isTrue();
            assertThat(filter("NOT (" + met + ")").test(ROW, "a.csv")).as(met).isFalse();
        }
    }

    @Test
    void theInnermostCulpritIsNamed() {
        assertThatThrownBy(() -> filter("rand() > 0.5"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("it holds rand, whose value depends on more than the row");
        assertThatThrownBy(() -> filter("n > 3 AND upper(status) = upper(uuid())"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("it holds uuid,");
    }

    @Test
    void wordsBehindTheEndOfAConditionAreRefused() {
        for (String trailing : List.of("foo", "and", "AS foo")) {
            assertThatThrownBy(() -> filter("status = 'active' " + trailing))
                    .as(trailing)
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith(
                            "Cannot use the condition wards.where \"status = 'active' " + trailing + "\": '"
                                    + trailing.replace("AS ", "")
                                    + "' stands behind its end; a Spark SQL condition on the columns"
                                    + " status, down,");
        }
        assertThat(filter("exists(array(n, 1), x -> x = 7)").test(ROW, "a.csv")).isTrue();
    }

    @Test
    void nullIsNotMet() {
        VerbatimRecord empty = row(null, null, null, null, null, null, null, null);
        assertThat(filter("n > 3").test(empty, "a.csv")).isFalse();
        assertThat(filter("NOT n > 3").test(empty, "a.csv")).isFalse();
        assertThat(filter("n IS NULL").test(empty, "a.csv")).isTrue();
    }

    @Test
    void unreadableRecordsAreKeptForTheirIssue() {
        VerbatimRecord bad =
                new VerbatimRecord(4, Arrays.asList(new Object[8]), null, new VerbatimRecord.Fault(false, "short", ""));
        assertThat(filter("n > 3").test(bad, "a.csv")).isTrue();
    }

    @Test
    void aFailedCastEndsTheRunAndNamesTheRow() {
        RowFilter cast = filter("cast(status AS double) > 1");
        assertThatThrownBy(() -> cast.test(ROW, "a.csv"))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("wards.where", "row 1 of a.csv", "'active'", "try_cast");
    }

    @Test
    void whatDependsOnMoreThanTheRowIsRefused() {
        for (String where : List.of(
                "rand() < 0.5",
                "uuid() = status",
                "day < current_date()",
                "day < current_date",
                "day < date'today'",
                "seen < now()",
                "input_file_name() = status",
                "java_method('java.lang.System', 'getProperty', 'user.name') = status",
                "reflect('java.util.UUID', 'randomUUID') = status",
                "n IN (SELECT 1)",
                "EXISTS (SELECT 1)",
                "n = (SELECT 1)",
                "current_user() = status",
                "monotonically_increasing_id() = n")) {
            assertThatThrownBy(() -> filter(where))
                    .as(where)
                    .isInstanceOf(InputException.class)
                    .hasMessageContainingAll("wards.where", "deterministic expressions");
        }
    }

    @Test
    void whatIsNoConditionOnTheColumnsIsRefusedAndTheyAreListed() {
        for (String where :
                List.of("area > 3", "status", "n >", "sum(n) > 3", "true; drop table x", "n = 1 limit 5", "f(n) = 1")) {
            assertThatThrownBy(() -> filter(where))
                    .as(where)
                    .isInstanceOf(InputException.class)
                    .hasMessageContainingAll("wards.where", where, "status, down, n", "backquotes");
        }
        assertThatThrownBy(() -> filter("quận = 'x'")).hasMessageContaining("backquotes");
    }

    @Test
    void columnsThatDifferInCaseOnlyAreToldApart() {
        List<Column> columns = List.of(new Column("Code", Column.Type.TEXT), new Column("code", Column.Type.TEXT));
        RowFilter code = RowFilter.compile(spark, "code = 'b'", columns, "wards");
        assertThat(code.test(row("a", "b"), "a.csv")).isTrue();
        assertThat(code.test(row("b", "a"), "a.csv")).isFalse();
    }

    @Test
    void aFilterTravelsToExecutors() throws IOException, ClassNotFoundException {
        RowFilter filter = filter("down > 10 AND status IN ('active')");
        assertThat(filter.test(ROW, "a.csv")).isTrue();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(filter);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((RowFilter) in.readObject()).test(ROW, "a.csv")).isTrue();
        }
    }
}
