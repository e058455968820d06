package org.kantor.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** The one question the launcher asks over HTTP: does this address answer 200? */
final class Http {

    private static final int TIMEOUT_MS = 2_000;

    private Http() {}

    static boolean ok(String address) {
        HttpURLConnection connection = null;
        try {
            connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            connection.setInstanceFollowRedirects(false);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }
}
