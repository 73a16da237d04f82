package org.modelyard.platform.console;

import jakarta.faces.context.FacesContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where an action leads. */
public final class Links {

    private Links() {}

    /**
     * A part of the address. Faces fills view parameters in only after it has looked which buttons were there, so a page
     * that decides by its object reads them itself; each form is sent to the page's own address ({@link StableForms}).
     *
     * @return empty when the request does not have it
     */
    public static String parameter(String name) {
        String value = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get(name);
        return value == null ? "" : value;
    }

    /** As {@link #parameter}; null when the request does not have it or it is blank. */
    public static @Nullable String optional(String name) {
        String value = parameter(name);
        return value.isBlank() ? null : value;
    }

    /** Of a part that may stand in the address several times, or once with commas: each word once, in their order. */
    public static List<String> several(String name) {
        String[] given = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterValuesMap()
                .getOrDefault(name, new String[0]);
        return Typed.list(String.join(",", given)).stream().distinct().toList();
    }

    /**
     * By a redirect, so that the address names what is shown and a reload repeats nothing. Notices go along; those of an
     * answer without a redirect must not come again on the page after it.
     */
    public static void go(String path) {
        FacesContext context = FacesContext.getCurrentInstance();
        try {
            context.getExternalContext().getFlash().setKeepMessages(true);
            context.getExternalContext().redirect(path);
            context.responseComplete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
