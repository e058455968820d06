package org.kantor.architecture.canary;

import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import org.kantor.directory.canary.internal.Private;

public class SqlAnywhere {

    @Inject
    UserTransaction transaction;

    public Private run(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select 1")) {
            statement.execute();
            return new Private();
        }
    }
}
