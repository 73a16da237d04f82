package org.modelyard.platform.api;

import com.fasterxml.jackson.core.JsonParser;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.modelyard.platform.model.Refusal;

/** The empty endpoint that speed is compared with: the same door, the same JSON reader, nothing behind it. */
@ApplicationScoped
@Path("/ping")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "ping")
public class PingResource {

    private static final int MAX_BYTES = 1 << 20;
    private static final int SMALLEST = 11;

    @GET
    @Operation(summary = "Answer, and nothing else")
    public byte[] ping() {
        return answer(SMALLEST);
    }

    /** Reads the body token by token, as predict does, and gives as many bytes as asked. */
    @POST
    @OwnBodyLimit // as predict has: nothing is kept of it
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Read a JSON body and answer with as many bytes as asked")
    @RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "as large as a prediction's",
                                            value =
                                                    """
                                                    {"inputs":{"age":39,"hours_per_week":40}}""")))
    public byte[] ping(@QueryParam("bytes") @DefaultValue("11") int bytes, InputStream body) throws IOException {
        if (bytes < SMALLEST || bytes > MAX_BYTES) {
            throw new Refusal.Invalid("bytes", "bytes must lie between " + SMALLEST + " and " + MAX_BYTES + ".");
        }
        try (JsonParser parser = Json.MAPPER.createParser(body)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken().isNumeric()) {
                    parser.getDoubleValue();
                }
            }
        }
        return answer(bytes);
    }

    private static byte[] answer(int bytes) {
        byte[] json = new byte[bytes];
        Arrays.fill(json, (byte) '.');
        byte[] head = "{\"pong\":\"".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, json, 0, head.length);
        json[bytes - 2] = '"';
        json[bytes - 1] = '}';
        return json;
    }
}
