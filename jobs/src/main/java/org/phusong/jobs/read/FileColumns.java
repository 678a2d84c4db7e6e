package org.phusong.jobs.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.phusong.jobs.study.NearestName;
import org.phusong.jobs.study.ValueSource;

/** The columns of one file by name, and the {@link Field}s that the study takes from them. Immutable. */
public final class FileColumns {

    private static final int MAX_COLUMNS_NAMED = 40;

    private final String file;
    private final Map<String, Integer> indexByName = new LinkedHashMap<>();

    /**
     * @param file path relative to the study file, for messages
     * @param columns in the order of the file
     */
    public FileColumns(String file, List<Column> columns) {
        this.file = file;
        for (int i = 0; i < columns.size(); i++) {
            indexByName.putIfAbsent(columns.get(i).name(), i);
        }
    }

    /**
     * A column of the file.
     *
     * @param name compared exactly
     * @param studyKey the key of the study that names the column, such as {@code wards.code}, for messages
     * @throws InputException when the file has no such column; it names the nearest one and lists all
     */
    public Field column(String name, String studyKey) {
        Integer index = indexByName.get(name);
        if (index == null) {
            throw new InputException(
                    "Cannot read " + studyKey + " from " + file + ": no column '" + name + "'; " + accepted(name));
        }
        return Field.ofColumn(name, index);
    }

    /**
     * A column of the file, or the value that the study fixes for every record.
     *
     * @param source where the value comes from
     * @param studyKey the key of the study that says so, such as {@code coverage[0].operator}; its last part names a fixed value
     * @throws InputException when the file has no such column
     */
    public Field of(ValueSource source, String studyKey) {
        if (source instanceof ValueSource.Column column) {
            return column(column.name(), studyKey);
        }
        String fixed = ((ValueSource.Fixed) source).text();
        return Field.ofFixed(studyKey.substring(studyKey.lastIndexOf('.') + 1), fixed);
    }

    private String accepted(String name) {
        if (indexByName.isEmpty()) {
            return "the file has no columns";
        }
        List<String> named =
                indexByName.keySet().stream().limit(MAX_COLUMNS_NAMED).toList();
        int more = indexByName.size() - named.size();
        return "nearest is '" + NearestName.of(name, indexByName.keySet()) + "'; the file has "
                + String.join(", ", named) + (more > 0 ? " and " + more + " more" : "");
    }
}
