package org.modelyard.platform.api;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A component of a record, or a parameter of its {@code @JsonCreator}, that is not {@code @Nullable} must be sent, and not as null. */
final class RequiredComponents extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        AnnotatedType type = type(annotated);
        if (type == null || type.isAnnotationPresent(Nullable.class)) {
            return JsonSetter.Value.empty();
        }
        return JsonSetter.Value.forValueNulls(Nulls.FAIL);
    }

    private static @Nullable AnnotatedType type(Annotated annotated) {
        if (annotated instanceof AnnotatedParameter parameter
                && parameter.getOwner().getMember() instanceof Method creator
                && parameter.getDeclaringClass().isRecord()) {
            return creator.getAnnotatedParameterTypes()[parameter.getIndex()];
        }
        RecordComponent component = component(annotated);
        return component == null ? null : component.getAnnotatedType();
    }

    private static @Nullable RecordComponent component(Annotated annotated) {
        if (annotated instanceof AnnotatedParameter parameter
                && parameter.getDeclaringClass().isRecord()) {
            RecordComponent[] components = parameter.getDeclaringClass().getRecordComponents();
            return parameter.getOwner().getParameterCount() == components.length
                    ? components[parameter.getIndex()]
                    : null;
        }
        if (annotated instanceof AnnotatedField field
                && field.getDeclaringClass().isRecord()) {
            return Arrays.stream(field.getDeclaringClass().getRecordComponents())
                    .filter(component -> component.getName().equals(field.getName()))
                    .findFirst()
                    .orElse(null);
        }
        return null;
    }
}
