package org.phusong.jobs.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.protocol.TField;
import shaded.parquet.org.apache.thrift.protocol.TProtocol;
import shaded.parquet.org.apache.thrift.protocol.TProtocolUtil;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/**
 * What must be known of a Parquet file before the library opens it: native geometry columns, at which parquet-java 1.15 and Spark 4.0 fail
 * without a word, and the {@code geo} key of GeoParquet.
 *
 * @param geo the {@code geo} key; empty for plain Parquet
 * @param hasNativeGeometry true when WKB columns that {@code geo} describes are native geometry columns too, as GeoParquet 2 has them
 */
record ParquetFooter(Optional<JsonNode> geo, boolean hasNativeGeometry) {

    /** Types of Thrift's protocol; parquet-java leaves the class that names them out of its copy. */
    private static final class Wire {
        static final byte STOP = 0;
        static final byte STRING = 11;
        static final byte STRUCT = 12;
        static final byte LIST = 15;
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TAIL = 8;
    /** Field numbers of FileMetaData, SchemaElement, LogicalType and KeyValue in parquet.thrift. */
    private static final short SCHEMA = 2;

    private static final short KEY_VALUES = 5;
    private static final short ELEMENT_NAME = 4;
    private static final short ELEMENT_LOGICAL_TYPE = 10;
    private static final short LAST_KNOWN_LOGICAL_TYPE = 15;
    private static final short GEOMETRY = 17;
    private static final short GEOGRAPHY = 18;

    /**
     * Reads the footer.
     *
     * @throws InputException when the file is cut short, encrypted, or has a native geometry column
     */
    static ParquetFooter read(InputFile file) throws IOException {
        byte[] footer = bytes(file);
        Optional<JsonNode> geo = Optional.empty();
        Map<String, String> nativeTypes = new LinkedHashMap<>();
        try {
            TProtocol in = new TCompactProtocol(new TIOStreamTransport(new ByteArrayInputStream(footer)));
            for (TField field = begin(in); field.type != Wire.STOP; field = in.readFieldBegin()) {
                if (field.id == SCHEMA && field.type == Wire.LIST) {
                    for (int left = in.readListBegin().size; left > 0; left--) {
                        collectNativeType(in, nativeTypes);
                    }
                } else if (field.id == KEY_VALUES && field.type == Wire.LIST) {
                    for (int left = in.readListBegin().size; left > 0; left--) {
                        Optional<String> value = geoValue(in);
                        geo = value.isPresent() ? Optional.of(parse(file, value.get())) : geo;
                    }
                } else {
                    TProtocolUtil.skip(in, field.type);
                }
            }
        } catch (TException | RuntimeException e) {
            if (e instanceof InputException already) {
                throw already;
            }
            throw new InputException(
                    "Cannot read " + file.relative() + ": the footer of this Parquet file is damaged", e);
        }
        for (Map.Entry<String, String> column : nativeTypes.entrySet()) {
            boolean described = geo.isPresent()
                    && geo.get().path("columns").path(column.getKey()).isObject();
            if (!described) {
                throw new InputException("Cannot read " + file.relative() + ": column '" + column.getKey() + "' has "
                        + column.getValue()
                        + " and the file no key geo that describes it, and Spark 4.0 cannot read that type;"
                        + " GeoParquet with WKB is accepted");
            }
        }
        return new ParquetFooter(geo, !nativeTypes.isEmpty());
    }

    /**
     * The footer as the library takes it: columns of types that it does not know are the bytes that they hold.
     *
     * @throws IOException when the footer cannot be read
     */
    static ParquetMetadata withoutNativeTypes(InputFile file) throws IOException {
        FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(bytes(file)));
        for (SchemaElement element : footer.getSchema()) {
            if (element.isSetLogicalType() && element.getLogicalType().getSetField() == null) {
                element.unsetLogicalType();
            }
        }
        return new ParquetMetadataConverter().fromParquetMetadata(footer);
    }

    private static byte[] bytes(InputFile file) throws IOException {
        try (FileChannel channel = FileChannel.open(file.path())) {
            long size = channel.size();
            ByteBuffer tail = ByteBuffer.allocate(TAIL).order(ByteOrder.LITTLE_ENDIAN);
            if (size >= TAIL + 4) {
                readFully(channel, tail, size - TAIL);
            }
            String magic = new String(tail.array(), 4, 4, StandardCharsets.ISO_8859_1);
            if (magic.equals("PARE")) {
                throw new InputException("Cannot read " + file.relative()
                        + ": it is encrypted Parquet; Parquet that is not encrypted is accepted");
            }
            long length = tail.getInt(0);
            if (!magic.equals("PAR1") || length < 0 || length > size - TAIL - 4) {
                throw new InputException(
                        "Cannot read " + file.relative() + ": it begins as Parquet but has no footer at its end (byte "
                                + size + "); it is cut short, the whole file is accepted");
            }
            ByteBuffer footer = ByteBuffer.allocate((int) length);
            readFully(channel, footer, size - TAIL - length);
            return footer.array();
        }
    }

    private static void readFully(FileChannel channel, ByteBuffer target, long position) throws IOException {
        long at = position;
        while (target.hasRemaining()) {
            int n = channel.read(target, at);
            if (n < 0) {
                throw new EOFException("ends at byte " + at);
            }
            at += n;
        }
    }

    private static TField begin(TProtocol in) throws TException {
        in.readStructBegin();
        return in.readFieldBegin();
    }

    private static void collectNativeType(TProtocol in, Map<String, String> nativeTypes) throws TException {
        String name = "";
        short logicalType = 0;
        for (TField field = begin(in); field.type != Wire.STOP; field = in.readFieldBegin()) {
            if (field.id == ELEMENT_NAME && field.type == Wire.STRING) {
                name = in.readString();
            } else if (field.id == ELEMENT_LOGICAL_TYPE && field.type == Wire.STRUCT) {
                for (TField type = begin(in); type.type != Wire.STOP; type = in.readFieldBegin()) {
                    logicalType = type.id;
                    TProtocolUtil.skip(in, type.type);
                }
                in.readStructEnd();
            } else {
                TProtocolUtil.skip(in, field.type);
            }
        }
        in.readStructEnd();
        if (logicalType > LAST_KNOWN_LOGICAL_TYPE) {
            String type = switch (logicalType) {
                case GEOMETRY -> "the native Parquet type GEOMETRY";
                case GEOGRAPHY -> "the native Parquet type GEOGRAPHY";
                default -> "the Parquet logical type number " + logicalType;
            };
            nativeTypes.put(name, type);
        }
    }

    private static Optional<String> geoValue(TProtocol in) throws TException {
        String key = "";
        String value = "";
        for (TField field = begin(in); field.type != Wire.STOP; field = in.readFieldBegin()) {
            if (field.type != Wire.STRING) {
                TProtocolUtil.skip(in, field.type);
            } else if (field.id == 1) {
                key = in.readString();
            } else {
                value = in.readString();
            }
        }
        in.readStructEnd();
        return key.equals("geo") ? Optional.of(value) : Optional.empty();
    }

    private static JsonNode parse(InputFile file, String geo) {
        try {
            JsonNode node = JSON.readTree(geo);
            if (node != null
                    && node.path("columns").isObject()
                    && node.path("primary_column").isTextual()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new InputException("Cannot read " + file.relative() + ": its key geo is not JSON", e);
        }
        throw new InputException("Cannot read " + file.relative()
                + ": its key geo names no primary_column and columns; GeoParquet 1.0" + " or 1.1 is accepted");
    }
}
