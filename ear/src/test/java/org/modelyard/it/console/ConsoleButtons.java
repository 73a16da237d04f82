package org.modelyard.it.console;

import static java.util.Map.entry;

import java.util.Map;
import org.modelyard.access.model.Role;

/** The least role of each button of the console. */
final class ConsoleButtons {

    /** By the last part of its name; one that is not here fails the test. */
    static final Map<String, Role> LEAST = Map.ofEntries(
            entry("predict", Role.REVIEWER),
            entry("why", Role.REVIEWER),
            entry("turn", Role.REVIEWER),
            entry("raise", Role.REVIEWER),
            entry("similar", Role.REVIEWER),
            entry("rank", Role.REVIEWER),
            entry("measure", Role.REVIEWER),
            entry("right", Role.REVIEWER),
            entry("correct", Role.REVIEWER),
            entry("make", Role.OPERATOR),
            entry("take", Role.OPERATOR),
            entry("upload", Role.OPERATOR),
            entry("go", Role.OPERATOR),
            entry("goDescribed", Role.OPERATOR),
            entry("again", Role.OPERATOR),
            entry("start", Role.OPERATOR),
            entry("cancel", Role.OPERATOR),
            entry("do-deploy", Role.OPERATOR),
            entry("promote", Role.OPERATOR),
            entry("approve", Role.OPERATOR),
            entry("reject", Role.OPERATOR),
            entry("deprecate", Role.OPERATOR),
            entry("archive", Role.OPERATOR),
            entry("say", Role.OPERATOR),
            entry("bring", Role.OPERATOR),
            entry("bring-in", Role.OPERATOR),
            entry("say-model", Role.OPERATOR),
            entry("set-alias", Role.OPERATOR),
            entry("drop-alias", Role.OPERATOR),
            entry("declare-version", Role.OPERATOR),
            entry("test-all", Role.OPERATOR),
            entry("keep-policy", Role.ADMIN),
            entry("keep-logging", Role.ADMIN),
            entry("drop-policy", Role.ADMIN),
            entry("do-record", Role.ADMIN),
            entry("do-evaluate", Role.OPERATOR),
            entry("do-score", Role.OPERATOR),
            entry("answers-file", Role.VIEWER),
            entry("do-register", Role.OPERATOR),
            entry("do-export", Role.OPERATOR),
            entry("reweigh", Role.OPERATOR),
            entry("quantise", Role.OPERATOR),
            entry("measure-file", Role.OPERATOR),
            entry("fix-golden", Role.OPERATOR),
            entry("give-up", Role.OPERATOR),
            entry("declare", Role.OPERATOR),
            entry("undeclare", Role.OPERATOR),
            entry("rollback", Role.OPERATOR),
            entry("acknowledge", Role.OPERATOR),
            entry("stop", Role.OPERATOR),
            entry("restart", Role.OPERATOR),
            entry("abandon", Role.OPERATOR),
            entry("create", Role.ADMIN),
            entry("setRole", Role.ADMIN),
            entry("setPassword", Role.ADMIN),
            entry("deactivate", Role.ADMIN),
            entry("makeToken", Role.ADMIN),
            entry("makeBackup", Role.ADMIN),
            entry("verifyBackup", Role.ADMIN),
            entry("deleteBackup", Role.ADMIN),
            entry("tellCleanUp", Role.ADMIN),
            entry("cleanUp", Role.ADMIN),
            entry("tellArchiving", Role.ADMIN),
            entry("archiveUnused", Role.ADMIN),
            entry("revoke", Role.ADMIN));

    private ConsoleButtons() {}
}
