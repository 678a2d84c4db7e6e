package org.phusong.jobs.read;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BasePredicate;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.Predicate$;
import org.apache.spark.sql.catalyst.expressions.RuntimeReplaceable;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.Unevaluable;
import org.apache.spark.sql.catalyst.optimizer.ReplaceExpressions$;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * The {@code where} of an input: a Spark SQL condition on a file's own columns, compiled once on the driver and evaluated row by row
 * without Spark jobs.
 *
 * <p>Only deterministic expressions on the columns are taken, so that the same file always gives the same rows. ANSI rules hold: a cast
 * that fails ends the run instead of leaving a row out. Names of columns are found whatever their case, unless two differ in case only. A
 * filter travels to executors; each task needs its own copy, since evaluating it is not thread-safe.
 */
public final class RowFilter implements Serializable {

    private static final long serialVersionUID = 1;
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);
    private static final int DECIMAL_PRECISION = 38;
    private static final int DECIMAL_SCALE = 18;

    /** Expressions whose answer depends on more than the row, or that run code of others, by the name of their class. */
    private static final Set<String> REFUSED = Set.of(
            "CallMethodViaReflection",
            "TryReflect",
            "InputFileName",
            "InputFileBlockStart",
            "InputFileBlockLength",
            "CurrentDate",
            "CurrentTimestamp",
            "Now",
            "LocalTimestamp",
            "CurrentTime",
            "CurrentTimeZone",
            "CurrentCatalog",
            "CurrentDatabase",
            "CurrentUser",
            "SparkVersion",
            "ScalaUDF",
            "PythonUDF",
            "ApplyFunctionExpression",
            "HiveSimpleUDF",
            "HiveGenericUDF");

    /** Literals such as {@code date'today'} become the day of the run while they are parsed. */
    private static final Pattern DAY_OF_THE_RUN =
            Pattern.compile("(?i)\\b(?:date|timestamp(?:_ntz|_ltz)?)\\s*['\"]\\s*(?:now|today|yesterday|tomorrow)\\b");

    private final String where;
    private final String studyKey;
    private final ArrayList<Column> columns;
    private final Expression bound;
    private transient @Nullable BasePredicate predicate;

    private RowFilter(String where, String studyKey, List<Column> columns, Expression bound) {
        this.where = where;
        this.studyKey = studyKey;
        this.columns = new ArrayList<>(columns);
        this.bound = bound;
    }

    /**
     * Compiles a condition against the columns of a file.
     *
     * @param spark any running session; used for parsing and analysis only, its settings and catalogue do not matter
     * @param where a Spark SQL condition
     * @param columns of the file
     * @param studyKey input that the condition belongs to, for messages
     * @throws InputException when it does not parse, names no column of the file, is no condition or is not deterministic
     */
    public static RowFilter compile(SparkSession spark, String where, List<Column> columns, String studyKey) {
        SparkSession session = spark.newSession();
        session.conf().set("spark.sql.ansi.enabled", true);
        session.conf().set("spark.sql.session.timeZone", "UTC");
        session.conf().set("spark.sql.caseSensitive", differInCaseOnly(columns));
        // Without it BETWEEN and NULLIF need a rewrite of the whole plan before they can be evaluated.
        session.conf().set("spark.sql.alwaysInlineCommonExpr", true);
        if (DAY_OF_THE_RUN.matcher(where).find()) {
            throw refused(studyKey, where, "a literal for the day of the run", columns);
        }
        try {
            Expression parsed = session.sessionState().sqlParser().parseExpression(where);
            refuseMoreWords(parsed, studyKey, where, columns);
            refuse(parsed, studyKey, where, columns);
            LogicalPlan plan = session.createDataFrame(List.<Row>of(), schema(columns))
                    .filter(where)
                    .queryExecution()
                    .analyzed();
            if (!(plan instanceof Filter analyzed)) {
                throw refused(studyKey, where, "more than a condition", columns);
            }
            refuse(analyzed.condition(), studyKey, where, columns);
            Filter replaced = (Filter) ReplaceExpressions$.MODULE$.apply(analyzed);
            refuse(replaced.condition(), studyKey, where, columns);
            return new RowFilter(where, studyKey, columns, bind(replaced));
        } catch (AnalysisException e) {
            throw new InputException(noCondition(studyKey, where, firstLine(e), columns), e);
        }
    }

    /**
     * True when the row meets the condition; null counts as not met. A record that could not be read is always kept, so that it becomes an
     * issue rather than vanish.
     *
     * @param file relative name of the file it comes from, for messages
     * @throws InputException when the condition cannot be evaluated on this row, as a cast that fails
     */
    public boolean test(VerbatimRecord record, String file) {
        VerbatimRecord.Fault fault = record.fault();
        if (fault != null && !fault.geometryOnly()) {
            return true;
        }
        BasePredicate ready = predicate;
        if (ready == null) {
            ready = Predicate$.MODULE$.createInterpreted(bound);
            ready.initialize(0);
            predicate = ready;
        }
        try {
            return ready.eval(row(record));
        } catch (RuntimeException e) {
            throw new InputException(
                    "Cannot apply the condition " + studyKey + ".where \"" + where + "\" to row " + record.number()
                            + " of " + file + ": " + firstLine(e)
                            + "; try_cast(COLUMN AS TYPE), which gives null, is accepted where text may not be a"
                            + " number or date",
                    e);
        }
    }

    private InternalRow row(VerbatimRecord record) {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = record.values().get(i);
            values[i] = value == null ? null : internal(value);
        }
        return new GenericInternalRow(values);
    }

    private static Object internal(Object value) {
        if (value instanceof String text) {
            return UTF8String.fromString(text);
        }
        if (value instanceof LocalDate date) {
            return Math.toIntExact(date.toEpochDay());
        }
        if (value instanceof LocalDateTime time) {
            return ChronoUnit.MICROS.between(EPOCH, time);
        }
        if (value instanceof BigDecimal number) {
            if (number.precision() - number.scale() > DECIMAL_PRECISION - DECIMAL_SCALE) {
                throw new ArithmeticException("the number " + number.round(new MathContext(20))
                        + " is too large for a condition; 20 digits before the point are accepted");
            }
            return Decimal.apply(
                    number.setScale(DECIMAL_SCALE, RoundingMode.HALF_UP), DECIMAL_PRECISION, DECIMAL_SCALE);
        }
        return value;
    }

    private static StructType schema(List<Column> columns) {
        List<StructField> fields = new ArrayList<>();
        for (Column column : columns) {
            fields.add(DataTypes.createStructField(column.name(), dataType(column.type()), true));
        }
        return DataTypes.createStructType(fields);
    }

    private static DataType dataType(Column.Type type) {
        return switch (type) {
            case TEXT -> DataTypes.StringType;
            case BOOLEAN -> DataTypes.BooleanType;
            case INTEGER -> DataTypes.LongType;
            case DOUBLE -> DataTypes.DoubleType;
            case DECIMAL -> DataTypes.createDecimalType(DECIMAL_PRECISION, DECIMAL_SCALE);
            case DATE -> DataTypes.DateType;
            case TIMESTAMP -> DataTypes.TimestampNTZType;
        };
    }

    private static boolean differInCaseOnly(List<Column> columns) {
        Set<String> names = new HashSet<>();
        return columns.stream().anyMatch(column -> !names.add(column.name().toLowerCase(Locale.ROOT)));
    }

    private static Expression bind(Filter filter) {
        var output = CollectionConverters.asJava(filter.child().output());
        return filter.condition().transform(new AbstractPartialFunction<Expression, Expression>() {
            @Override
            public boolean isDefinedAt(Expression expression) {
                return expression instanceof AttributeReference;
            }

            @Override
            public Expression apply(Expression expression) {
                AttributeReference reference = (AttributeReference) expression;
                for (int i = 0; i < output.size(); i++) {
                    if (output.get(i).exprId().equals(reference.exprId())) {
                        return new BoundReference(i, reference.dataType(), true);
                    }
                }
                throw new IllegalStateException("No column for " + reference);
            }
        });
    }

    /** Spark takes a word behind a whole expression for its name, so that half a condition would pass for all of it. */
    private static void refuseMoreWords(Expression parsed, String studyKey, String where, List<Column> columns) {
        if (parsed instanceof NamedExpression && !(parsed instanceof Attribute)) {
            String what = parsed instanceof Alias alias
                    ? "'" + alias.name() + "' stands behind its end"
                    : "it is a name or list, not a condition";
            throw new InputException(noCondition(studyKey, where, what, columns));
        }
    }

    private static void refuse(Expression expression, String studyKey, String where, List<Column> columns) {
        // From the inside out: what holds rand() is not deterministic either, but rand is to be named.
        for (Expression child : CollectionConverters.asJava(expression.children())) {
            refuse(child, studyKey, where, columns);
        }
        String name = expression.getClass().getSimpleName();
        boolean subquery = expression instanceof SubqueryExpression;
        // Columns are bound later, and replaceable expressions replaced: these two alone cannot be evaluated yet.
        boolean open = expression instanceof AttributeReference || expression instanceof RuntimeReplaceable;
        boolean unusable =
                expression.resolved() && (!expression.deterministic() || (expression instanceof Unevaluable && !open));
        if (subquery || unusable || REFUSED.contains(name)) {
            throw refused(studyKey, where, subquery ? "a subquery" : expression.prettyName(), columns);
        }
    }

    private static String noCondition(String studyKey, String where, String why, List<Column> columns) {
        return "Cannot use the condition " + studyKey + ".where \"" + where + "\": " + why
                + "; a Spark SQL condition on the columns " + listed(columns)
                + " is accepted (names with accents, blanks or signs in backquotes)";
    }

    private static InputException refused(String studyKey, String where, String what, List<Column> columns) {
        return new InputException("Cannot use the condition " + studyKey + ".where \"" + where + "\": it holds " + what
                + ", whose value depends on more than the row; deterministic expressions on the columns "
                + listed(columns)
                + " are accepted");
    }

    private static String listed(List<Column> columns) {
        return String.join(", ", columns.stream().map(Column::name).toList());
    }

    private static String firstLine(Throwable e) {
        String message = String.valueOf(e.getMessage()).strip();
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end).strip();
    }
}
