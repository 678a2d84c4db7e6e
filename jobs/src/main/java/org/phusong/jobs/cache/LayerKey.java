package org.phusong.jobs.cache;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.phusong.jobs.read.Digests;
import org.phusong.jobs.read.InputFile;
import org.phusong.jobs.read.InputFiles;
import org.phusong.jobs.read.InputTally;
import org.phusong.jobs.study.ClaimInput;
import org.phusong.jobs.study.Source;
import org.phusong.jobs.study.Study;

/**
 * What the wards and claims of a study are made of, as one SHA-256: the sections of the study that say how they are read, the content of
 * each of their files and of the files read with it, and the code that reads them. Households, services, targets and titles are not in it,
 * nor is the folder that the study lies in. Immutable.
 */
final class LayerKey {

    private final byte[] sha256;
    private final Map<String, String> digests;

    private LayerKey(byte[] sha256, Map<String, String> digests) {
        this.sha256 = sha256;
        this.digests = digests;
    }

    /**
     * The key of a study as its files are now; reads every file of wards and claims once.
     *
     * @throws org.phusong.jobs.read.InputException when an input has no file, or one cannot be read
     */
    static LayerKey of(Study study) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        MessageDigest digest = newDigest();
        CodeIdentity.addTo(digest);
        add(digest, study.asOf());
        add(digest, study.operators().spellings());
        add(digest, List.copyOf(study.operators().listed()));
        add(digest, study.wards());
        addFiles(digest, study, study.wards().source(), digests);
        for (ClaimInput input : study.coverage()) {
            add(digest, input);
            addFiles(digest, study, input.source(), digests);
        }
        return new LayerKey(digest.digest(), digests);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The key as bytes. */
    byte[] bytes() {
        return sha256.clone();
    }

    /** The key as 64 lower-case hexadecimal digits. */
    String text() {
        return HexFormat.of().formatHex(sha256);
    }

    /** True when these files are those that the key was made of: nothing changed while they were read. */
    boolean agreesWith(Study study, List<InputTally> tallies) {
        Map<String, String> read = new TreeMap<>();
        tallies.forEach(tally -> read.put(tally.path(), tally.sha256()));
        sources(study)
                .forEach(source ->
                        InputFiles.resolve(study.folder(), source).forEach(file -> addCompanions(file, read)));
        return read.equals(digests);
    }

    private static List<Source> sources(Study study) {
        List<Source> sources = new ArrayList<>(List.of(study.wards().source()));
        study.coverage().forEach(input -> sources.add(input.source()));
        return sources;
    }

    private static void addFiles(MessageDigest digest, Study study, Source source, Map<String, String> digests) {
        Map<String, String> ofSource = new TreeMap<>();
        for (InputFile file : InputFiles.resolve(study.folder(), source)) {
            ofSource.put(file.relative(), Digests.sha256(file.path()));
            addCompanions(file, ofSource);
        }
        add(digest, ofSource);
        digests.putAll(ofSource);
    }

    private static void addCompanions(InputFile file, Map<String, String> digests) {
        for (Path companion : InputFiles.companions(file)) {
            digests.put(file.relative() + " with " + companion.getFileName(), Digests.sha256(companion));
        }
    }

    /** Adds a value and all in it, each text with its length, so that no two values give the same bytes. */
    private static void add(MessageDigest digest, @Nullable Object value) {
        if (value instanceof Record record) {
            add(digest, record.getClass().getName());
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                // A line added above moves the section, and changes nothing in it.
                if (!(record instanceof Source && component.getName().equals("line"))) {
                    add(digest, component.getName());
                    add(digest, valueOf(record, component));
                }
            }
        } else if (value instanceof Map<?, ?> map) {
            add(digest, "map of " + map.size());
            new TreeMap<>(map).forEach((key, mapped) -> {
                add(digest, key);
                add(digest, mapped);
            });
        } else if (value instanceof List<?> list) {
            add(digest, "list of " + list.size());
            list.forEach(item -> add(digest, item));
        } else {
            byte[] text = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
            digest.update((value == null ? "null" : text.length + " ").getBytes(StandardCharsets.UTF_8));
            digest.update(text);
        }
    }

    private static @Nullable Object valueOf(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The sections of a study are public records", e);
        }
    }
}
