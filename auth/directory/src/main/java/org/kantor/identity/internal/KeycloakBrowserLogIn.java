package org.kantor.identity.internal;

import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import org.kantor.bean.Service;
import org.kantor.directory.Account;
import org.kantor.directory.spi.IdentityProvider.Away;
import org.kantor.identity.BrowserLogIn;
import org.kantor.kernel.Environment;
import org.kantor.kernel.Refused;

@Service
final class KeycloakBrowserLogIn implements BrowserLogIn {

    private static final int NOT_FOUND = 404;

    private final KeycloakHttp keycloak;
    private final Tokens tokens;
    private final KantorAuthenticator authenticator;
    private final Environment environment;

    @Inject
    KeycloakBrowserLogIn(
            KeycloakHttp keycloak, Tokens tokens, KantorAuthenticator authenticator, Environment environment) {
        this.keycloak = keycloak;
        this.tokens = tokens;
        this.authenticator = authenticator;
        this.environment = environment;
    }

    @Override
    public Account signedIn(String accessToken) {
        try {
            return tokens.access(accessToken)
                    .flatMap(authenticator::account)
                    .filter(Account::enabled)
                    .orElseThrow(() -> new Refused(Refused.Code.NO_PERMISSION, "You have no account here."));
        } catch (Away e) {
            throw later();
        }
    }

    @Override
    public Optional<Ended> backChannelLogout(String logoutToken) {
        try {
            return tokens.logout(logoutToken).map(logout -> new Ended(logout.subject(), logout.session()));
        } catch (Away e) {
            throw later();
        }
    }

    @Override
    public URI endSession(String idToken, URI back) {
        return URI.create(environment.keycloak() + "/realms/" + KeycloakHttp.encode(environment.realm())
                + "/protocol/openid-connect/logout?id_token_hint=" + KeycloakHttp.encode(idToken)
                + "&client_id=" + Tokens.WEBMAIL_CLIENT
                + "&post_logout_redirect_uri=" + KeycloakHttp.encode(back.toString()));
    }

    @Override
    public void end(String session) {
        try {
            var answer = keycloak.administer("DELETE", "/sessions/" + KeycloakHttp.encode(session), null);
            if (!answer.ok() && answer.status() != NOT_FOUND) {
                throw later();
            }
        } catch (Away e) {
            throw later();
        }
    }

    @Override
    public void endOthers(String subject, String kept) {
        try {
            var answer = keycloak.administer("GET", "/users/" + KeycloakHttp.encode(subject) + "/sessions", null);
            if (!answer.ok()) {
                throw later();
            }
            for (var session : answer.json().asJsonArray()) {
                var id = session.asJsonObject().getString("id");
                if (!id.equals(kept)) {
                    end(id);
                }
            }
        } catch (Away e) {
            throw later();
        }
    }

    private static Refused later() {
        return new Refused(Refused.Code.TRY_LATER, "The log-in service does not answer now; please try again.");
    }
}
