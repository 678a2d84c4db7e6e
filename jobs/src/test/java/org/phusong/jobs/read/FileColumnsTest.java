package org.phusong.jobs.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.phusong.jobs.study.ValueSource;

class FileColumnsTest {

    private static final FileColumns COLUMNS = new FileColumns(
            "wards.csv", List.of(new Column("code", Column.Type.TEXT), new Column("fullName", Column.Type.TEXT)));
    private static final VerbatimRecord RECORD = new VerbatimRecord(1, List.of("00123", "Phường 1"), null, null);

    @Test
    void aColumnIsFoundByItsExactName() {
        assertThat(COLUMNS.column("fullName", "wards.name").text(RECORD)).isEqualTo("Phường 1");
    }

    @Test
    void aMissingColumnNamesTheNearestAndAll() {
        assertThatThrownBy(() -> COLUMNS.column("fullname", "wards.name"))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot read wards.name from wards.csv: no column 'fullname'; nearest is 'fullName';"
                        + " the file has code, fullName");
    }

    @Test
    void aColumnThatHoldsTheNameIsNearerThanAShortOne() {
        // Four letters are replaced from oper to cust and four added to operator: by edits alone they are equally near.
        FileColumns columns = new FileColumns(
                "claims.csv", List.of(new Column("cust", Column.Type.TEXT), new Column("operator", Column.Type.TEXT)));
        assertThatThrownBy(() -> columns.column("oper", "coverage[0].operator"))
                .hasMessageContaining("nearest is 'operator'");
        assertThatThrownBy(() -> columns.column("Operater", "coverage[0].operator"))
                .hasMessageContaining("nearest is 'operator'");
        assertThatThrownBy(() -> columns.column("customer", "coverage[0].customer"))
                .hasMessageContaining("nearest is 'cust'");
    }

    @Test
    void aFixedValueIsNamedByItsAttribute() {
        Field fixed = COLUMNS.of(new ValueSource.Fixed("Viettel"), "coverage[0].operator");
        assertThat(fixed.text(RECORD)).isEqualTo("Viettel");
        assertThat(fixed.name()).isEqualTo("operator");
    }
}
