package org.modelyard.ml.condition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.ValueText;
import org.modelyard.ml.condition.Tokens.Kind;
import org.modelyard.ml.condition.Tokens.Token;
import org.modelyard.platform.model.Texts;

/** Reads a {@link Condition} by recursive descent, and checks names and types as it goes. */
final class ConditionParser {

    private static final List<String> COMPARISONS = List.of("=", "==", "!=", "<>", "<", "<=", ">", ">=");
    private static final int MOST_NAMES = 10;

    private final Tokens tokens;
    private final Schema schema;
    private int depth;

    ConditionParser(String field, String text, Schema schema) {
        this.tokens = new Tokens(field, text);
        this.schema = schema;
    }

    /** What a comparison looks at. */
    private record Value(int column, FeatureSpec feature, Reading reading) {
        boolean textual() {
            return reading == Reading.VALUE && feature.type().textual();
        }

        boolean ordered() {
            return reading != Reading.VALUE
                    || feature.type() == FeatureType.NUMERIC
                    || feature.type() == FeatureType.TIMESTAMP;
        }

        String shown() {
            return reading == Reading.VALUE
                    ? "'" + feature.name() + "'"
                    : reading.function() + "(" + feature.name() + ")";
        }
    }

    RowTest parse() {
        RowTest test = either();
        Token rest = tokens.present();
        if (rest.kind() != Kind.END) {
            throw tokens.refusal(rest.at(), "write 'and' or 'or' before " + rest.shown() + ", or leave it out.");
        }
        return test;
    }

    private RowTest either() {
        List<RowTest> all = new ArrayList<>();
        do {
            all.add(both());
        } while (tokens.takes("or"));
        return all.size() == 1 ? all.get(0) : new RowTest.Either(all);
    }

    private RowTest both() {
        List<RowTest> all = new ArrayList<>();
        do {
            all.add(one());
        } while (tokens.takes("and"));
        return all.size() == 1 ? all.get(0) : new RowTest.Both(all);
    }

    private RowTest one() {
        int at = tokens.present().at();
        boolean negated = tokens.takes("not");
        if (!negated && !tokens.takes("(")) {
            return comparison();
        }
        if (++depth > Condition.MOST_DEPTH) {
            throw tokens.refusal(
                    at, "brackets and 'not' go at most " + Condition.MOST_DEPTH + " deep; write it flatter.");
        }
        RowTest test;
        if (negated) {
            test = new RowTest.Not(one());
        } else {
            test = either();
            tokens.expect(")", "to close the bracket of character " + at);
        }
        depth--;
        return test;
    }

    private RowTest comparison() {
        Value value = value();
        Token operator = tokens.present();
        if (tokens.takes("is")) {
            boolean negated = tokens.takes("not");
            tokens.expect("missing", "after 'is'");
            RowTest missing = new RowTest.Missing(value.column(), value.reading());
            return negated ? new RowTest.Not(missing) : missing;
        }
        boolean negated = tokens.takes("not");
        if (negated || operator.is("in")) {
            tokens.expect("in", "after 'not', to exclude values of a list");
            return among(value, list(value), negated);
        }
        if (operator.kind() == Kind.SYMBOL && COMPARISONS.contains(operator.text())) {
            tokens.take();
            return compared(value, operator);
        }
        if (value.reading() == Reading.VALUE && value.feature().type() == FeatureType.BOOLEAN) {
            return new RowTest.OfNumber(value.column(), Reading.VALUE, truth -> truth == 1);
        }
        throw tokens.refusal(
                operator.at(),
                "compare " + value.shown() + " by =, !=, <, <=, >, >=, in (…) or is missing; here is "
                        + operator.shown() + ".");
    }

    private Value value() {
        Token name = tokens.take();
        if (name.kind() == Kind.NAME && tokens.present().is("(")) {
            tokens.take();
            Reading reading = function(name);
            Token input = tokens.take();
            Value value = input(input, reading);
            if (!reading.fits(value.feature().type())) {
                throw tokens.refusal(
                        input.at(),
                        "'" + Texts.brief(input.text()) + "' is "
                                + value.feature().type() + "; " + name.text()
                                + (reading == Reading.LENGTH
                                        ? " takes a TEXT or CATEGORICAL input."
                                        : " takes a TIMESTAMP input."));
            }
            tokens.expect(")", "after the input of " + reading.function());
            return value;
        }
        return input(name, Reading.VALUE);
    }

    private Reading function(Token name) {
        for (Reading one : Reading.values()) {
            if (one != Reading.VALUE && name.is(one.function())) {
                return one;
            }
        }
        throw tokens.refusal(
                name.at(), "there is no function " + name.shown() + "; there are length, weekday, hour and month.");
    }

    private Value input(Token name, Reading reading) {
        if (name.kind() != Kind.NAME && name.kind() != Kind.QUOTED_NAME) {
            throw tokens.refusal(name.at(), "write the name of an input here, not " + name.shown() + ".");
        }
        int column = schema.indexOf(name.text());
        if (column < 0) {
            throw tokens.refusal(
                    name.at(),
                    "there is no input " + name.shown() + "; there are "
                            + schema.features().stream()
                                    .limit(MOST_NAMES)
                                    .map(feature -> Texts.brief(feature.name()))
                                    .collect(Collectors.joining(", "))
                            + (schema.features().size() > MOST_NAMES ? " and more." : "."));
        }
        return new Value(column, schema.features().get(column), reading);
    }

    private List<Token> list(Value value) {
        tokens.expect("(", "before the values of a list");
        List<Token> list = new ArrayList<>();
        do {
            if (list.size() == Condition.MOST_VALUES) {
                throw tokens.refusal(
                        tokens.present().at(), "a list has at most " + Condition.MOST_VALUES + " values; shorten it.");
            }
            list.add(literal(value));
        } while (tokens.takes(","));
        tokens.expect(")", "at the end of a list, or ',' before its next value");
        return list;
    }

    /** A literal of the value's kind. */
    private Token literal(Value value) {
        Token literal = tokens.take();
        boolean truth = value.reading() == Reading.VALUE && value.feature().type() == FeatureType.BOOLEAN;
        boolean time = value.reading() == Reading.VALUE && value.feature().type() == FeatureType.TIMESTAMP;
        if (truth
                ? !literal.is("true") && !literal.is("false")
                : value.textual()
                        ? literal.kind() != Kind.TEXT
                        : time
                                ? literal.kind() != Kind.TEXT || Double.isNaN(ValueText.instant(literal.text()))
                                : literal.kind() != Kind.NUMBER
                                        || !Double.isFinite(Double.parseDouble(literal.text()))) {
            throw tokens.refusal(
                    literal.at(),
                    value.shown() + " is compared with "
                            + (truth
                                    ? "true or false"
                                    : value.textual()
                                            ? "a text in single quotes"
                                            : time
                                                    ? "a time in single quotes such as '2026-01-31T12:00:00Z'"
                                                    : "a number")
                            + ", not with " + literal.shown() + ".");
        }
        return literal;
    }

    private static double number(Value value, Token literal) {
        if (literal.kind() == Kind.NUMBER) {
            return Double.parseDouble(literal.text());
        }
        return value.feature().type() == FeatureType.TIMESTAMP
                ? ValueText.instant(literal.text())
                : literal.is("true") ? 1 : 0;
    }

    private static RowTest among(Value value, List<Token> literals, boolean negated) {
        if (value.textual()) {
            Set<String> texts = literals.stream().map(Token::text).collect(Collectors.toSet());
            return new RowTest.OfText(value.column(), text -> texts.contains(text) != negated);
        }
        double[] numbers =
                literals.stream().mapToDouble(one -> number(value, one)).toArray();
        return new RowTest.OfNumber(
                value.column(),
                value.reading(),
                number -> Arrays.stream(numbers).anyMatch(one -> one == number) != negated);
    }

    private RowTest compared(Value value, Token operator) {
        boolean equality = !operator.text().startsWith("<") && !operator.text().startsWith(">");
        if (equality || operator.is("<>")) {
            return among(value, List.of(literal(value)), !operator.text().startsWith("="));
        }
        if (!value.ordered()) {
            throw tokens.refusal(
                    operator.at(),
                    value.shown() + " has no order; compare it by =, != or in"
                            + (value.textual()
                                    ? ", or compare length(" + value.feature().name() + ")."
                                    : "."));
        }
        double bound = number(value, literal(value));
        DoublePredicate test =
                switch (operator.text()) {
                    case "<" -> number -> number < bound;
                    case "<=" -> number -> number <= bound;
                    case ">" -> number -> number > bound;
                    default -> number -> number >= bound;
                };
        return new RowTest.OfNumber(value.column(), value.reading(), test);
    }
}
