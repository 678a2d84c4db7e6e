package org.phusong.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class TextColumnsTest {

    @Test
    void columnsAreAsWideAsTheirWidestCellAndNumbersStandToTheRight() {
        TextColumns table = new TextColumns("ward", ">share");
        table.add("Thạnh An", "94.99 %");
        // The same letters written with combining marks take the same room.
        table.add("Tha\u0323nh An", "5.00 %");

        assertThat(printed(table)).isEqualTo("""
                ward        share
                --------  -------
                Thạnh An  94.99 %
                Tha\u0323nh An   5.00 %
                """);
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        TextColumns table = new TextColumns("ward", ">share");

        assertThatThrownBy(() -> table.add("Thạnh An"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 cells for 2 columns");
    }

    private static String printed(TextColumns table) {
        StringWriter text = new StringWriter();
        table.print(new PrintWriter(text));
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
