package org.phusong.jobs.read;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.crs.Crs;
import org.phusong.geodata.crs.CrsException;
import org.phusong.geodata.issue.DataIssue;
import org.phusong.geodata.issue.Effect;
import org.phusong.geodata.issue.IssueKind;
import org.phusong.jobs.study.Source;

/**
 * The CRS that the coordinates of one file are read in.
 *
 * <p>What the file says holds, and the study may not contradict it; codes that differ in axis order only do not. Where the file says
 * nothing, the study's {@code crs} holds, and where that is silent too, the format's default.
 *
 * @param crs the one chosen
 * @param issues a CRS_ASSUMED where the study overrides the format's default, else empty
 */
public record CrsChoice(Crs crs, List<DataIssue> issues) {

    public CrsChoice {
        issues = List.copyOf(issues);
    }

    /**
     * Chooses for one file.
     *
     * @param file path relative to the study file
     * @param source the input that it belongs to
     * @param open the file, for what it states and what its format has by default
     * @throws InputException when file and study contradict each other, when neither says anything, or when what they say is no known CRS
     */
    public static CrsChoice of(String file, Source source, RecordFile open) {
        return of(file, source, open.statedCrs(), open.defaultCrs());
    }

    static CrsChoice of(String file, Source source, Optional<String> stated, Optional<String> formatDefault) {
        String ofStudy = source.crs();
        if (stated.isPresent()) {
            return new CrsChoice(agreed(file, source, stated.get(), ofStudy), List.of());
        }
        if (ofStudy != null) {
            Crs assumed = parse(ofStudy, "the study's " + source.key() + ".crs for " + file);
            return new CrsChoice(assumed, assumption(file, ofStudy, assumed, formatDefault));
        }
        if (formatDefault.isPresent()) {
            return new CrsChoice(parse(formatDefault.get(), file), List.of());
        }
        throw new InputException("Cannot place the coordinates of " + file
                + ": the file does not say which CRS they are in; add `crs: EPSG:4326`, or the code that is right, to "
                + source.key() + " in the study");
    }

    private static Crs agreed(String file, Source source, String stated, @Nullable String ofStudy) {
        Crs ofFile = parse(stated, file);
        if (ofStudy != null) {
            Crs expected = parse(ofStudy, "the study's " + source.key() + ".crs for " + file);
            if (!ofFile.isSameAs(expected)) {
                throw new InputException("Cannot place the coordinates of " + file + ": the file says they are in "
                        + ofFile.text() + ", and " + source.key() + ".crs of the study says " + expected.text()
                        + "; remove `crs` from the study, or correct the file");
            }
        }
        return ofFile;
    }

    private static List<DataIssue> assumption(
            String file, String ofStudy, Crs assumed, Optional<String> formatDefault) {
        if (formatDefault.isEmpty() || parse(formatDefault.get(), file).isSameAs(assumed)) {
            return List.of();
        }
        return List.of(new DataIssue(
                file,
                0L,
                null,
                "crs",
                ofStudy,
                IssueKind.CRS_ASSUMED,
                Effect.WARNING,
                "The file states no CRS, which in its format means " + formatDefault.get()
                        + "; its coordinates were read as " + assumed.text() + ", as the study says",
                null,
                null));
    }

    private static Crs parse(String text, String where) {
        try {
            return Crs.parse(text);
        } catch (CrsException e) {
            throw new InputException("Cannot place the coordinates of " + where + ": " + e.getMessage(), e);
        }
    }
}
