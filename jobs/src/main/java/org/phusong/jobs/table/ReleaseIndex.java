package org.phusong.jobs.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code release.json}: which revisions have been announced, and which is current. What it says of a revision never changes.
 *
 * <p>Not thread-safe; written under the lock of the release folder only.
 */
final class ReleaseIndex {

    static final String FILE_NAME = "release.json";
    private static final Pattern REVISION = Pattern.compile("r[1-9][0-9]{0,8}");

    private final Path folder;
    private final ArrayNode revisions;

    private ReleaseIndex(Path folder, ArrayNode revisions) {
        this.folder = folder;
        this.revisions = revisions;
    }

    /**
     * Reads the index of a release folder; an empty one where there is none yet.
     *
     * @throws ReleaseException when the file is damaged
     */
    static ReleaseIndex read(Path folder) throws IOException {
        Path file = folder.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            return new ReleaseIndex(folder, JsonNodeFactory.instance.arrayNode());
        }
        JsonNode root;
        try {
            root = JsonFile.read(file);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new ReleaseException("Cannot read " + file + ": it is no JSON; restore it from a copy", e);
        }
        if (!(root.get("revisions") instanceof ArrayNode revisions)) {
            throw new ReleaseException("Cannot read " + file + ": it has no list 'revisions'; restore it from a copy");
        }
        for (JsonNode entry : revisions) {
            String name = entry.path("revision").asText();
            if (!REVISION.matcher(name).matches()) {
                throw new ReleaseException("Cannot read " + file + ": revision '" + name
                        + "' is no name such as r1; restore the file from a copy");
            }
        }
        return new ReleaseIndex(folder, revisions);
    }

    /** Name of the latest announced revision; empty before the first. */
    Optional<String> current() {
        return revisions.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        revisions.get(revisions.size() - 1).path("revision").asText());
    }

    /** The first number that no revision has or had. */
    int nextNumber() throws IOException {
        SortedSet<Integer> numbers = numbersOnDisk();
        current().ifPresent(name -> numbers.add(number(name)));
        return numbers.isEmpty() ? 1 : numbers.last() + 1;
    }

    private SortedSet<Integer> numbersOnDisk() throws IOException {
        SortedSet<Integer> numbers = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(f -> f.getFileName().toString())
                    .filter(REVISION.asMatchPredicate())
                    .forEach(name -> numbers.add(number(name)));
        }
        return numbers;
    }

    private static int number(String revision) {
        return Integer.parseInt(revision.substring(1));
    }

    /**
     * Lists revisions whose run ended between the two renames of publishing: they are complete, but were never announced. A folder above
     * the latest revision without a manifest is not one of ours and stays as it is.
     */
    void adoptUnannounced() throws IOException {
        int last = current().map(ReleaseIndex::number).orElse(0);
        for (int number : numbersOnDisk().tailSet(last + 1)) {
            Path manifest = folder.resolve("r" + number).resolve(StagedRevision.MANIFEST);
            if (Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS)) {
                add(
                        number,
                        Files.getLastModifiedTime(manifest).toInstant(),
                        "completed by a run that ended before it could announce it",
                        Sha256.of(manifest));
            }
        }
    }

    /** Appends a revision, which becomes the current one. */
    void add(int number, Instant published, String reason, String manifestSha256) {
        ObjectNode entry = revisions.addObject();
        entry.put("revision", "r" + number);
        entry.put("published", published.truncatedTo(ChronoUnit.SECONDS).toString());
        entry.put("reason", reason);
        entry.put("manifest_sha256", manifestSha256);
    }

    /** What the file would hold. */
    JsonNode content() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("current", current().orElse(""));
        root.set("revisions", revisions);
        return root;
    }
}
