package org.phusong.jobs.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.place.Ward;
import org.phusong.geodata.sample.SampleCity;
import org.phusong.geodata.sample.SampleClaims;
import org.phusong.geodata.sample.SampleRegion;
import org.phusong.jobs.read.InputException;
import org.phusong.jobs.read.WardReader;
import org.phusong.jobs.study.StudyFaultException;
import org.phusong.jobs.study.StudyFile;
import org.phusong.jobs.table.FolderTree;
import org.phusong.jobs.table.Sha256;

/**
 * A folder with a synthetic study, ready to run: {@code study.yaml} and all its inputs.
 *
 * <p>Files are written into a folder beside it that takes its place when all are there, so that it is never half a sample. The same seed
 * and inputs give the same bytes. Rows asked for are rows written: those that are unlocated (one in 1,000) and those outside every ward
 * (one in 10,000) are among them.
 */
final class SampleStudy {

    /** Tells people, and the next sample, what the folder is. */
    static final String LABEL = "SYNTHETIC.txt";

    private static final String STUDY = "study.yaml";
    private static final Set<String> OURS = Set.of(
            LABEL, STUDY, SampleFiles.WARDS_GEOJSON, SampleFiles.WARDS_PARQUET, SampleFiles.HOUSEHOLDS, "coverage");

    private SampleStudy() {}

    /** Writes the files of a sample into an empty folder. */
    @FunctionalInterface
    private interface Contents {
        void write(Path folder) throws IOException;
    }

    /** Writes the claims of a sample in the formats that it has them in. */
    @FunctionalInterface
    private interface ClaimFiles {
        void write(SampleFiles files, SampleClaims claims) throws IOException;
    }

    /**
     * Writes the sample city.
     *
     * @param out folder to make, or an earlier sample to replace
     * @param households rows, exactly; at least 1
     * @param seed same seed, same bytes
     * @return the study file
     * @throws InputException when {@code out} holds anything that no sample made
     */
    static Path writeCity(Path out, long households, long seed) throws IOException {
        return write(out, folder -> {
            SampleRegion region = SampleCity.region(seed);
            new SampleFiles(folder).writeWardsAsGeoJson(region.wards());
            SampleClaims claims = besideHouseholds(folder, region, households, (files, made) -> {
                files.writeFixedAsGeoJson(made.fixed());
                files.writeMobile(made.mobile());
            });
            SampleStudyText study = new SampleStudyText(
                    "sample-city",
                    "Synthetic sample city",
                    "Thành phố mẫu (dữ liệu giả lập)",
                    SampleFiles.WARDS_GEOJSON,
                    "code",
                    "name",
                    SampleCity.BANK,
                    SampleFiles.FIXED_GEOJSON,
                    claims.pixelMetres());
            Files.writeString(folder.resolve(STUDY), study.text());
        });
    }

    /**
     * Writes synthetic households and claims over real wards.
     *
     * @param out folder to make, or an earlier sample to replace
     * @param wardsFile ward layer in any format that a study reads
     * @param codeColumn column of the ward's code; null to find it by its usual names
     * @param nameColumn column of the ward's name; null to find it by its usual names
     * @param populationFile CSV with {@code ward_code} and {@code population}; null to let households follow area and nearness to the
     *     centre
     * @param households rows, exactly, of one household each; at least 1. They stream: memory does not grow with them
     * @param seed same seed and wards, same bytes
     * @return the study file
     * @throws InputException when {@code out} holds anything that no sample made, or an input cannot be used
     */
    static Path writeOverWards(
            Path out,
            Path wardsFile,
            @Nullable String codeColumn,
            @Nullable String nameColumn,
            @Nullable Path populationFile,
            long households,
            long seed)
            throws IOException {
        SampleWards layer = SampleWards.find(wardsFile, codeColumn, nameColumn);
        return write(out, folder -> {
            // The study itself says how its wards are read, so that the sample and the run see the same polygons.
            Path study = folder.resolve(STUDY);
            Files.writeString(
                    study,
                    overWards(layer, wardsFile.toAbsolutePath().normalize().toString(), 0));
            List<Ward> wards = readWards(study);
            SampleRegion region = populationFile == null
                    ? SampleRegion.of(wards, seed)
                    : SampleRegion.of(wards, SampleWards.people(populationFile, wards), seed);
            if (layer.isPlainGeoJson()) {
                // By stream: the copy must not inherit that the original is read-only.
                try (InputStream in = Files.newInputStream(wardsFile)) {
                    Files.copy(in, folder.resolve(SampleFiles.WARDS_GEOJSON));
                }
            } else {
                new SampleFiles(folder).writeWardsAsGeoParquet(wards);
            }
            SampleClaims claims = besideHouseholds(folder, region, households, (files, made) -> {
                files.writeFixedAsGeoParquet(made.fixed());
                files.writeMobile(made.mobile());
            });
            String text = layer.isPlainGeoJson()
                    ? overWards(layer, SampleFiles.WARDS_GEOJSON, claims.pixelMetres())
                    : overWards(layer.asWritten(), SampleFiles.WARDS_PARQUET, claims.pixelMetres());
            Files.writeString(study, text);
        });
    }

    /** Makes up and writes the claims while the households are written: neither needs the other. */
    private static SampleClaims besideHouseholds(
            Path folder, SampleRegion region, long households, ClaimFiles claimFiles) throws IOException {
        CompletableFuture<SampleClaims> claims = CompletableFuture.supplyAsync(() -> {
            SampleClaims made = SampleClaims.of(region);
            try {
                claimFiles.write(new SampleFiles(folder), made);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return made;
        });
        try {
            new SampleFiles(folder).writeHouseholds(region, households);
        } finally {
            // Also after a failure: nobody may write here any more when the folder is removed.
            claims.handle((made, failure) -> made).join();
        }
        return claims.join();
    }

    private static String overWards(SampleWards layer, String path, int pixelMetres) {
        return new SampleStudyText(
                        "sample-wards",
                        "Synthetic households and coverage over real wards",
                        "Hộ dân và vùng phủ giả lập trên ranh giới thật",
                        path,
                        layer.code(),
                        layer.name(),
                        null,
                        SampleFiles.FIXED_PARQUET,
                        pixelMetres)
                .text();
    }

    private static List<Ward> readWards(Path study) {
        try {
            return WardReader.read(StudyFile.read(study), () -> {
                        throw new IllegalStateException("The wards of a sample have no condition to evaluate");
                    })
                    .wards();
        } catch (StudyFaultException e) {
            throw new IllegalStateException("The study file of the sample is faulty: " + e.getMessage(), e);
        }
    }

    private static Path write(Path out, Contents contents) throws IOException {
        Path target = out.toAbsolutePath().normalize();
        Path name = target.getFileName();
        Path parent = target.getParent();
        if (name == null || parent == null) {
            throw new InputException(
                    "Cannot write the sample to " + out + ": it has no name; a new folder is accepted");
        }
        refuseForeign(target);
        refuseEdited(target);
        Files.createDirectories(parent);
        Path staging = parent.resolve("." + name + ".part");
        refuseForeign(staging);
        FolderTree.delete(staging);
        try {
            Files.createDirectory(staging);
            Files.writeString(staging.resolve(LABEL), label(), StandardCharsets.UTF_8);
            contents.write(staging);
            Files.writeString(staging.resolve(LABEL), label() + STUDY + " " + Sha256.of(staging.resolve(STUDY)) + "\n");
            FolderTree.delete(target);
            Files.move(staging, target);
        } finally {
            FolderTree.delete(staging);
        }
        return target.resolve(STUDY);
    }

    private static String label() {
        return """
                SYNTHETIC SAMPLE. Households, operators and coverage were made up by PhuSong; they describe nobody.
                DỮ LIỆU GIẢ LẬP. Hộ dân, nhà mạng và vùng phủ do PhuSong tạo ra; không mô tả ai.
                """;
    }

    /** Only what a sample made may be replaced. */
    private static void refuseForeign(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new InputException("Cannot write the sample to " + folder
                    + ": it is a file; a folder that is new, empty or holds an earlier sample is accepted");
        }
        List<String> names;
        try (Stream<Path> entries = Files.list(folder)) {
            names = entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted(CodePointOrder.INSTANCE)
                    .toList();
        }
        if (names.isEmpty() || (names.contains(LABEL) && OURS.containsAll(names))) {
            return;
        }
        String foreign = names.stream()
                .filter(entry -> !OURS.contains(entry) || !names.contains(LABEL))
                .findFirst()
                .orElseThrow();
        throw new InputException("Cannot write the sample to " + folder + ": it holds '" + foreign
                + "', which no sample made; a folder that is new, empty or holds an earlier sample is accepted");
    }

    /** A sample is a start for a study of one's own: what somebody wrote into it must not vanish. */
    private static void refuseEdited(Path folder) throws IOException {
        Path study = folder.resolve(STUDY);
        if (Files.exists(study) && !Files.readString(folder.resolve(LABEL)).contains(Sha256.of(study))) {
            throw new InputException(
                    "Cannot write the sample to " + folder + ": its " + STUDY
                            + " was changed since the sample was made; accepted is another folder, or this one without that file");
        }
    }
}
