package org.modelyard.platform.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version of the product this is, as the build wrote it into the jar. */
public final class ProductVersion {

    private static final String WHERE = "/META-INF/maven/org.modelyard/ejb-module/pom.properties";
    private static final String CURRENT = read();

    private ProductVersion() {}

    /** E.g. {@code 0.1.0}; {@code development} where the classes do not come from the jar. */
    public static String current() {
        return CURRENT;
    }

    private static String read() {
        try (InputStream in = ProductVersion.class.getResourceAsStream(WHERE)) {
            if (in == null) {
                return "development";
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "development");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
