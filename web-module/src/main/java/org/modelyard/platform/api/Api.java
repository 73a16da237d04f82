package org.modelyard.platform.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The root of the REST API. */
@ApplicationPath("/api/v1")
public class Api extends Application {

    /**
     * {@link JsonBody} alone reads and writes JSON: it refuses unknown fields and bounds depth. A JSON feature of a
     * name that Jersey does not know keeps its own ones (Jackson, JSON-B) from registering beside it.
     */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of(
                "jersey.config.server.jsonFeature", "modelyard",
                "jersey.config.jsonFeature", "modelyard",
                "jersey.config.server.wadl.disableWadl", true);
    }
}
