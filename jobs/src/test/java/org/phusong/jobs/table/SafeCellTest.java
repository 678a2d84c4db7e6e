package org.phusong.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeCellTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+84",
                "-2+3",
                "@SUM(A1)",
                "\tx",
                "\rx",
                "\n=x",
                "  =HYPERLINK(\"x\")",
                "\u00A0=1",
                "\u200B=1",
                "＝1+1",
                "-"
            })
    void whatCouldRunAsAFormulaGetsAnApostrophe(String text) {
        assertThat(SafeCell.of(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Phường Bến Nghé", "00123", "-5", "-5.25", "1-2", "a=b", "  plain", "'quoted"})
    void otherTextAndNumbersStayAsTheyAre(String text) {
        assertThat(SafeCell.of(text)).isEqualTo(text);
    }
}
