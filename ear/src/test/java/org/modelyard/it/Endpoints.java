package org.modelyard.it;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Role;

/** Every JAX-RS method and servlet of the product, found in its classes: none can be forgotten by a test. */
final class Endpoints {

    private static final String BASE = "/api/v1";

    /** To read all classes takes seconds. */
    private static final List<Class<?>> CLASSES = found();

    private Endpoints() {}

    /**
     * A JAX-RS method.
     *
     * @param template its path, with parameters in braces
     * @param role the least role that may call it, or null when it names none
     */
    record Endpoint(Method method, String verb, String template, @Nullable Role role) {

        /** A path whose parameters name nothing that exists. */
        String path() {
            return template.replaceAll("\\{[^}]*}", "00000000-0000-7000-8000-000000000000");
        }

        String consumes() {
            return mediaType(Consumes.class, Consumes::value).orElse("application/json");
        }

        String produces() {
            return mediaType(Produces.class, Produces::value).orElse("*/*");
        }

        boolean reads() {
            return verb.equals("POST") || verb.equals("PUT") || verb.equals("PATCH");
        }

        private <A extends Annotation> Optional<String> mediaType(
                Class<A> type, java.util.function.Function<A, String[]> values) {
            return annotation(method, type).map(found -> values.apply(found)[0]);
        }

        @Override
        public String toString() {
            return verb + " " + template;
        }
    }

    static List<Endpoint> all() {
        List<Endpoint> endpoints = new ArrayList<>();
        CLASSES.stream().filter(type -> type.isAnnotationPresent(Path.class)).forEach(type -> {
            for (Method method : type.getMethods()) {
                verb(method)
                        .ifPresent(verb ->
                                endpoints.add(new Endpoint(method, verb, template(type, method), role(method))));
            }
        });
        return endpoints;
    }

    /** URL patterns of servlets that are declared by annotation. */
    static List<String> servlets() {
        return CLASSES.stream()
                .map(type -> type.getAnnotation(WebServlet.class))
                .filter(java.util.Objects::nonNull)
                .flatMap(servlet -> Stream.of(servlet.urlPatterns(), servlet.value()))
                .flatMap(Arrays::stream)
                .toList();
    }

    /** Those modules answer no request: ArchitectureTest holds them to know neither JAX-RS nor servlets. */
    private static List<Class<?>> found() {
        List<Class<?>> found = new ArrayList<>();
        new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .withImportOption(location ->
                                !location.contains("/core-module/") && !location.contains("/persistence-module/"))
                        .importPackages("org.modelyard")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Path.class) || type.isAnnotatedWith(WebServlet.class))
                        .forEach(type -> found.add(type.reflect()));
        return List.copyOf(found);
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(java.util.Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String template(Class<?> type, Method method) {
        String own = Optional.ofNullable(method.getAnnotation(Path.class))
                .map(Path::value)
                .orElse("");
        String template = BASE + "/" + type.getAnnotation(Path.class).value() + "/" + own;
        return template.replaceAll("/+", "/").replaceAll("/$", "").replaceAll("\\{\\s*([^:}\\s]+)[^}]*}", "{$1}");
    }

    private static @Nullable Role role(Method method) {
        return annotation(method, RolesAllowed.class)
                .flatMap(
                        roles -> Arrays.stream(roles.value()).map(Role::valueOf).min(Role::compareTo))
                .orElse(null);
    }

    private static <A extends Annotation> Optional<A> annotation(Method method, Class<A> type) {
        return Optional.ofNullable(method.getAnnotation(type))
                .or(() -> Optional.ofNullable(method.getDeclaringClass().getAnnotation(type)));
    }
}
