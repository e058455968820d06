package org.kantor.launcher.admin;

import java.util.List;

/** The commands that administer a running suite. */
public final class AdminCommands {

    private AdminCommands() {}

    public static List<Object> all(ApiClient api) {
        return List.of(
                new UsersCommand(api),
                new DomainsCommand(api),
                new QueueCommand(api),
                new CheckCommand(api),
                new RepairCommand(api),
                new RecoverCommand(api),
                new ImportCommand(api),
                new ExportCommand(api),
                new IndexCommand(api),
                new BenchSetupCommand(api));
    }
}
