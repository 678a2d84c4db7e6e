package org.phusong.jobs.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.phusong.geodata.issue.IssueKind;

class FieldTest {

    private static final Field FIELD = Field.ofColumn("down", 0);

    private static VerbatimRecord record(@Nullable Object value) {
        return new VerbatimRecord(1, Collections.singletonList(value), null, null);
    }

    @Test
    void codesKeepTheirLeadingZerosAndTheirSpaces() {
        assertThat(FIELD.text(record(" 00123 "))).isEqualTo(" 00123 ");
    }

    @Test
    void wholeNumbersOfAnyTypeAreTheirDigits() {
        assertThat(FIELD.text(record(1010520921L))).isEqualTo("1010520921");
        assertThat(FIELD.text(record(1010520921.0))).isEqualTo("1010520921");
        assertThat(FIELD.text(record(new BigDecimal("1010520921.00")))).isEqualTo("1010520921");
        assertThat(FIELD.text(record(1e16))).isEqualTo("10000000000000000");
        assertThat(FIELD.text(record(0.5))).isEqualTo("0.5");
    }

    @Test
    void aDecimalWithAHugeExponentIsNotWrittenOut() {
        assertThat(FIELD.text(record(new BigDecimal("1e999999999")))).isEqualTo("1E+999999999");
    }

    @Test
    void nullEmptyTextAndWhiteSpaceAreMissing() throws UnusableValueException {
        for (VerbatimRecord missing : List.of(record(null), record(""), record("  \t"))) {
            assertThat(FIELD.text(missing)).isNull();
            assertThat(FIELD.number(missing)).isNull();
            assertThat(FIELD.decimal(missing)).isNull();
            assertThat(FIELD.date(missing)).isNull();
            assertThatThrownBy(() -> FIELD.requiredText(missing))
                    .isInstanceOfSatisfying(
                            UnusableValueException.class,
                            e -> assertThat(e.kind()).isEqualTo(IssueKind.VALUE_MISSING));
        }
    }

    @Test
    void aRecordWithFewerValuesThanColumnsHasThemMissing() {
        assertThat(Field.ofColumn("later", 7).text(record("x"))).isNull();
    }

    @Test
    void numbersMayArriveAsText() throws UnusableValueException {
        assertThat(FIELD.number(record(" -105 "))).isEqualTo(-105.0);
        assertThat(FIELD.number(record("+.5"))).isEqualTo(0.5);
        assertThat(FIELD.number(record("1e3"))).isEqualTo(1000.0);
        assertThat(FIELD.number(record(100L))).isEqualTo(100.0);
        assertThat(FIELD.number(record(new BigDecimal("2.5")))).isEqualTo(2.5);
        assertThat(Field.ofFixed("down_mbps", "100").number(record(null))).isEqualTo(100.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NaN", "Infinity", "-Infinity", "0x10", "0x1p3", "1d", "1,5", "1 000", "fast", "--3", "1e", "٣"})
    void whatOnlySomeProgramsReadAsANumberIsRefused(String text) {
        assertThatThrownBy(() -> FIELD.number(record(text))).isInstanceOfSatisfying(UnusableValueException.class, e -> {
            assertThat(e.kind()).isEqualTo(IssueKind.VALUE_INVALID);
            assertThat(e.value()).isEqualTo(text);
            assertThat(e.field()).isEqualTo("down");
            assertThat(e.message())
                    .isEqualTo("down is no number; accepted are finite decimals such as 100, 0.5, -105 or 1e3");
        });
        assertThatThrownBy(() -> FIELD.decimal(record(text))).isInstanceOf(UnusableValueException.class);
    }

    @Test
    void notANumberAndInfiniteDoublesAreRefused() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> FIELD.number(record(bad))).isInstanceOf(UnusableValueException.class);
            assertThatThrownBy(() -> FIELD.decimal(record(bad))).isInstanceOf(UnusableValueException.class);
        }
        assertThatThrownBy(() -> FIELD.number(record(true))).isInstanceOf(UnusableValueException.class);
    }

    @Test
    void aNumberThatADoubleCannotHoldIsOutOfRange() {
        assertThatThrownBy(() -> FIELD.number(record("1e400")))
                .isInstanceOfSatisfying(
                        UnusableValueException.class,
                        e -> assertThat(e.kind()).isEqualTo(IssueKind.VALUE_OUT_OF_RANGE));
    }

    @Test
    void binaryNumbersBecomeTheirShortestDecimal() throws UnusableValueException {
        assertThat(FIELD.decimal(record(0.1))).isEqualByComparingTo("0.1");
        assertThat(FIELD.decimal(record("3.141"))).isEqualByComparingTo("3.141");
    }

    @Test
    void datesComeAsTextDateTypeOrMidnight() throws UnusableValueException {
        LocalDate day = LocalDate.of(2026, 9, 30);
        assertThat(FIELD.date(record("2026-09-30"))).isEqualTo(day);
        assertThat(FIELD.date(record(day))).isEqualTo(day);
        assertThat(FIELD.date(record(day.atStartOfDay()))).isEqualTo(day);
        assertThat(FIELD.date(record("2026-09-30T00:00:00"))).isEqualTo(day);
        assertThat(FIELD.date(record("2026-09-30 00:00:00.000"))).isEqualTo(day);
        // Its date as written: no shift of zone.
        assertThat(FIELD.date(record("2026-09-30T00:00:00+07:00"))).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-02-30", "30/09/2026", "2026-9-30", "2026-09-30T07:00:00", "20260930", "soon", "2026-09-30X"
            })
    void whatIsNoDateIsRefused(String text) {
        assertThatThrownBy(() -> FIELD.date(record(text))).isInstanceOfSatisfying(UnusableValueException.class, e -> {
            assertThat(e.kind()).isEqualTo(IssueKind.VALUE_INVALID);
            assertThat(e.value()).isEqualTo(text);
        });
    }

    @Test
    void aTimestampDuringTheDayOrANumberIsNoDate() {
        assertThatThrownBy(() -> FIELD.date(record(LocalDateTime.of(2026, 9, 30, 7, 0))))
                .isInstanceOf(UnusableValueException.class);
        assertThatThrownBy(() -> FIELD.date(record(20260930L))).isInstanceOf(UnusableValueException.class);
    }
}
