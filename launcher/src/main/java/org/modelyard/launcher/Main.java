package org.modelyard.launcher;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.modelyard.platform.settings.Configuration;
import org.modelyard.platform.settings.SettingSource;
import org.modelyard.platform.settings.WrongSetting;

/** The main class of {@code modelyard.jar}. */
public final class Main {

    /** In modelyard.jar. */
    private static final String PACKED = "fish.payara.micro.PayaraMicro";
    /** In a directory that the jar was unpacked to. */
    private static final String UNPACKED = "fish.payara.micro.impl.RootDirLauncher";

    private static final String IMPLEMENTATION = "fish.payara.micro.impl.PayaraMicroImpl";
    private static final int EX_CONFIG = 78; // of sysexits.h

    private Main() {}

    /** @param arguments passed on to Payara Micro behind our own, so that they win */
    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        Configuration configuration;
        try {
            configuration = Configuration.read(SettingSource.ofProcess());
        } catch (WrongSetting wrong) {
            refuse(wrong.line());
            return;
        }
        Path home = configuration.server().home();
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            refuse("Wrong setting: modelyard.home is '" + home + "'; allowed: a directory this user may write to (" + e
                    + ").");
            return;
        }
        List<String> all = new ArrayList<>(ServerArguments.of(configuration));
        all.addAll(Arrays.asList(arguments));
        try {
            boolean unpacked = Main.class.getResource("/" + UNPACKED.replace('.', '/') + ".class") != null;
            if (unpacked) {
                new UnpackedServer(directory()).forgetDeployments();
            } else {
                RuntimeFolders.removeAbandoned(String.valueOf(System.getProperty("java.io.tmpdir")));
                RuntimeFolders.claimWhenMade();
            }
            Class.forName(unpacked ? UNPACKED : PACKED)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) all.toArray(String[]::new));
            Class<?> server = Class.forName(unpacked ? IMPLEMENTATION : PACKED);
            if (running(server.getMethod("getInstance").invoke(null)).isEmpty()) {
                System.err.println("Modelyard did not start; the lines above say why.");
                System.exit(1);
            }
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the server did not start", e.getCause());
        }
    }

    /** Where this class's jar lies. */
    private static Path directory() {
        try {
            Path jar = Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.resolveSibling("").toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the jar's place is no file", e);
        }
    }

    /**
     * The server goes on without an application that failed to deploy; we do not. One whose start-up bean failed stays
     * among the server's names, but not among what this instance says it runs.
     */
    private static Collection<?> running(Object micro) throws ReflectiveOperationException {
        Object runtime = call(micro, "getRuntime");
        return (Collection<?>) call(call(runtime, "getLocalDescriptor"), "getDeployedApplications");
    }

    private static Object call(Object target, String method) throws ReflectiveOperationException {
        return target.getClass().getMethod(method).invoke(target);
    }

    private static void refuse(String line) {
        System.err.println(line);
        System.exit(EX_CONFIG);
    }
}
