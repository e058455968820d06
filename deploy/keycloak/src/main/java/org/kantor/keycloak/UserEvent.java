package org.kantor.keycloak;

import org.jspecify.annotations.Nullable;
import org.keycloak.events.Event;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;

/**
 * What happened to one user, in the kinds that the server acts on. It carries no detail: the server asks Keycloak
 * for the user's present state, so that events which overtake each other do no harm.
 *
 * @param type what happened
 * @param userId Keycloak's id of the user, the {@code sub} of tokens
 * @param time milliseconds since 1970
 */
record UserEvent(Type type, String userId, long time) {

    enum Type {
        CREATED,
        CHANGED,
        /** A password or another credential is new or gone. */
        CREDENTIALS,
        DELETED,
        /** An administrator ended all sessions. */
        LOGGED_OUT
    }

    private static final String REALM = "kantor";

    /**
     * What the user did; null for what does not change who they are. One's own log-out is told by the back channel, to the session
     * that it ends.
     */
    static @Nullable UserEvent of(Event event) {
        if (!REALM.equals(event.getRealmName()) || event.getUserId() == null || event.getError() != null) {
            return null;
        }
        var type = switch (event.getType()) {
            case REGISTER -> Type.CREATED;
            case UPDATE_PROFILE, UPDATE_EMAIL, VERIFY_EMAIL -> Type.CHANGED;
            case UPDATE_CREDENTIAL, REMOVE_CREDENTIAL, RESET_PASSWORD -> Type.CREDENTIALS;
            case DELETE_ACCOUNT -> Type.DELETED;
            default -> null;
        };
        return type == null ? null : new UserEvent(type, event.getUserId(), event.getTime());
    }

    /** What an administrator did to a user: the path begins with {@code users/} and the id. */
    static @Nullable UserEvent of(AdminEvent event) {
        var path = event.getResourcePath();
        if (!REALM.equals(event.getRealmName()) || path == null || event.getError() != null) {
            return null;
        }
        var parts = path.split("/", -1);
        if (parts.length < 2 || !parts[0].equals("users")) {
            return null;
        }
        return new UserEvent(type(event.getOperationType(), parts), parts[1], event.getTime());
    }

    private static Type type(OperationType operation, String[] path) {
        if (path.length == 2) {
            return switch (operation) {
                case CREATE -> Type.CREATED;
                case DELETE -> Type.DELETED;
                case UPDATE, ACTION -> Type.CHANGED;
            };
        }
        return switch (path[2]) {
            case "logout" -> Type.LOGGED_OUT;
            case "reset-password", "credentials", "disable-credential-types" -> Type.CREDENTIALS;
            default -> Type.CHANGED;
        };
    }

    String json() {
        // The id is Keycloak's own UUID or, from a federated store, a path of such; what JSON would mind is left out.
        return "{\"type\":\"%s\",\"userId\":\"%s\",\"time\":%d}"
                .formatted(type, userId.replaceAll("[\"\\\\\\p{Cntrl}]", ""), time);
    }
}
