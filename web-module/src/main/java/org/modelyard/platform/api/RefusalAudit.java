package org.modelyard.platform.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.access.service.CallerAttributes;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.model.Refusal;

/**
 * Writes refusals down. Reads that find nothing are no news; predictions and feedback keep their own log. Requests
 * without a caller are bounded, so that nobody fills the disk from outside.
 */
@ApplicationScoped
public class RefusalAudit {

    private static final System.Logger LOG = System.getLogger(RefusalAudit.class.getName());
    private static final long FIRST_ORGANISATION = 1; // made at the first start
    /** What applications post, as often as their users do something. Others may end alike: a model has the name that it is given. */
    private static final List<String> TRAFFIC = List.of("/predict", "/recommend", "/feedback", "/assign", "/events");

    private static final int ANONYMOUS_PER_MINUTE = 60;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    @Inject
    private Audit audit;

    private final AtomicLong minute = new AtomicLong();
    private final AtomicLong inMinute = new AtomicLong();

    public void refused(HttpServletRequest request, Refusal refusal) {
        boolean forbidden = refusal instanceof Refusal.Forbidden;
        String path = request.getRequestURI();
        if (request.getAttribute(CallerAttributes.CALLER) instanceof Caller caller
                && kept(request.getMethod(), path, forbidden)) {
            refused(caller, request.getMethod() + " " + path, String.valueOf(refusal.getMessage()));
        }
    }

    /** Who may not do something is written down wherever it is; of traffic no more than that, since the audit is kept for ever. */
    static boolean kept(String method, String path, boolean forbidden) {
        boolean changing = !method.equals("GET") && !method.equals("HEAD");
        // what is changed or deleted under such a path is called so, as a model may be
        boolean traffic = method.equals("POST") && TRAFFIC.stream().anyMatch(path::endsWith);
        return forbidden || (changing && !traffic);
    }

    public void refused(Caller caller, String subject, String detail) {
        try {
            audit.refused(caller, "request.refuse", subject, detail);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a refusal of {0} at {1} could not be written: {2}", caller.actor(), subject, e);
        }
    }

    public void anonymous(String address, String subject) {
        long now = System.nanoTime() / MINUTE_NANOS;
        if (minute.getAndSet(now) != now) {
            inMinute.set(0);
        }
        if (inMinute.incrementAndGet() <= ANONYMOUS_PER_MINUTE) {
            refused(new Caller(FIRST_ORGANISATION, "nobody", Role.VIEWER, address), subject, "no valid token");
        }
    }
}
