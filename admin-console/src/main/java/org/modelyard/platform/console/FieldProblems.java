package org.modelyard.platform.console;

import java.util.List;
import java.util.stream.Collectors;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.Outage;

/** What was refused, to be shown beside the fields that it is about. */
public final class FieldProblems {

    public static final FieldProblems NONE = new FieldProblems(List.of());

    private final List<FieldError> all;

    public FieldProblems(List<FieldError> all) {
        this.all = List.copyOf(all);
    }

    /** Of a refusal that names fields; else none. */
    public static FieldProblems of(RuntimeException thrown) {
        return Outage.rootOf(thrown) instanceof Refusal.Invalid invalid ? new FieldProblems(invalid.errors()) : NONE;
    }

    /** Of that field alone; empty where nothing is wrong with it. */
    public String at(String field) {
        return all.stream()
                .filter(one -> one.field().equals(field))
                .map(FieldError::message)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** Of the field and of all parts of it, which have no place of their own. */
    public String under(String field) {
        return all.stream()
                .filter(one -> one.field().equals(field)
                        || one.field().startsWith(field + ".")
                        || one.field().startsWith(field + "["))
                .map(FieldError::message)
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
