package org.kantor.identity;

/** Takes Keycloak's word that something happened to a user. */
public interface KeycloakEvents {

    /**
     * An event as the listener in Keycloak posts it.
     *
     * @param body JSON with {@code type}, {@code userId} and {@code time} in milliseconds
     * @param signature {@code sha256=} and the HMAC of the body in hexadecimal
     * @return false if the signature is wrong or the body makes no sense: nothing was done then
     */
    boolean received(byte[] body, String signature);
}
