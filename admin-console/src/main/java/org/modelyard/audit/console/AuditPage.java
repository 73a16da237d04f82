package org.modelyard.audit.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.modelyard.audit.service.Audit;
import org.modelyard.audit.service.AuditView;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Typed;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;

/** Who changed what, and what was refused. The filters stand in the address, so that a view can be sent to a colleague. */
@Named
@RequestScoped
public class AuditPage {

    private static final String REFUSED = "REFUSED";

    @Inject
    private Audit audit;

    @Inject
    private Viewer viewer;

    private @Nullable String actor;
    private @Nullable String subject;
    private @Nullable String since;
    private @Nullable String cursor;
    private @Nullable Page<AuditView> page;

    @PostConstruct
    void fromRequest() {
        actor = Links.optional("actor");
        subject = Links.optional("subject");
        since = Links.optional("since");
        cursor = Links.optional("cursor");
    }

    /** With a filter that cannot be read nothing is shown: the wrong lines would be worse. */
    public void load() {
        Notices.attempt(() -> page = audit.list(
                viewer.caller(),
                text(actor),
                text(subject),
                Typed.instant("since", since),
                PageRequest.of(null, text(cursor))));
    }

    private static @Nullable String text(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    /** The address of the next page, with the same filters. */
    public @Nullable String getOlder() {
        return page == null || page.next() == null ? null : address() + "cursor=" + encoded(page.next());
    }

    private String address() {
        StringBuilder address = new StringBuilder("/console/audit?");
        append(address, "actor", actor);
        append(address, "subject", subject);
        append(address, "since", since);
        return address.toString();
    }

    private static void append(StringBuilder address, String name, @Nullable String typed) {
        if (typed != null && !typed.isBlank()) {
            address.append(name).append('=').append(encoded(typed)).append('&');
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public boolean isFiltered() {
        return text(actor) != null || text(subject) != null || text(since) != null;
    }

    public String getVerdict() {
        if (page == null) {
            return "The filter cannot be read.";
        }
        int lines = page.items().size();
        if (lines == 0) {
            return isFiltered() ? "Nothing fits this filter." : "Nothing has been changed yet.";
        }
        long refused = page.items().stream()
                .filter(line -> line.outcome().equals(REFUSED))
                .count();
        return switch ((int) refused) {
            case 0 -> "The " + lines + " lines shown are changes; none was refused.";
            case 1 -> "1 of the " + lines + " lines shown was refused.";
            default -> refused + " of the " + lines + " lines shown were refused.";
        };
    }

    public @Nullable Page<AuditView> getPage() {
        return page;
    }

    public @Nullable String getActor() {
        return actor;
    }

    public @Nullable String getSubject() {
        return subject;
    }

    public @Nullable String getSince() {
        return since;
    }

    public @Nullable String getCursor() {
        return cursor;
    }
}
