package org.kantor.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

class WebAddressTest {

    private static final String BEFORE = "http://localhost:8080";
    private static final WebAddress NOW =
            new WebAddress("https://mail.example.org", "http://127.0.0.1:9080/backchannel-logout");

    /** What the model was told last, by the name of the property; attributes by their own. */
    private final Map<String, Object> client = new HashMap<>(Map.of(
            "RootUrl",
            BEFORE,
            "RedirectUris",
            Set.of(BEFORE + "/*", "https://added.example/*"),
            "post.logout.redirect.uris",
            BEFORE + "/*##https://added.example/*",
            "backchannel.logout.url",
            "http://127.0.0.1:8080/backchannel-logout"));

    private final Map<String, Object> realm = new HashMap<>(Map.of(
            "BrowserSecurityHeaders",
            Map.of("contentSecurityPolicy", "form-action 'self' " + BEFORE, "referrerPolicy", "no-referrer")));

    private static <T> T model(Class<T> type, Map<String, Object> values) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "getAttribute":
                            return values.get(arguments[0]);
                        case "setAttribute":
                            return values.put((String) arguments[0], arguments[1]);
                        default:
                            var property = method.getName().substring(3);
                            return method.getName().startsWith("set")
                                    ? values.put(property, arguments[0])
                                    : values.get(property);
                    }
                }));
    }

    private void keepInStep() {
        realm.put("ClientByClientId", model(ClientModel.class, client));
        NOW.keepInStep(model(RealmModel.class, realm));
    }

    @Test
    void theWebmailsClientFollowsTheAddress() {
        keepInStep();
        assertThat(client)
                .containsEntry("RootUrl", "https://mail.example.org")
                .containsEntry("backchannel.logout.url", "http://127.0.0.1:9080/backchannel-logout");
        assertThat(client.get("RedirectUris"))
                .isEqualTo(Set.of("https://mail.example.org/*", "https://added.example/*"));
        assertThat(client.get("post.logout.redirect.uris"))
                .isEqualTo("https://mail.example.org/*##https://added.example/*");
    }

    @Test
    void theLogInPageMaySendItsFormToTheNewAddress() {
        keepInStep();
        assertThat(realm.get("BrowserSecurityHeaders"))
                .isEqualTo(Map.of(
                        "contentSecurityPolicy",
                        "form-action 'self' https://mail.example.org",
                        "referrerPolicy",
                        "no-referrer"));
    }

    @Test
    void whatAnAdministratorChangedStaysWhileTheAddressIsTheSame() {
        client.put("RootUrl", NOW.web());
        client.put("backchannel.logout.url", NOW.logOut());
        client.put("RedirectUris", Set.of("https://only.example/*"));
        var before = Map.copyOf(client);
        keepInStep();
        assertThat(client).isEqualTo(before);
    }

    @Test
    void aClientWithoutAnAddressGetsOne() {
        client.remove("RootUrl");
        client.remove("post.logout.redirect.uris");
        client.put("RedirectUris", Set.of());
        keepInStep();
        assertThat(client.get("RedirectUris")).isEqualTo(Set.of("https://mail.example.org/*"));
        assertThat(client.get("post.logout.redirect.uris")).isEqualTo("https://mail.example.org/*");
    }

    @Test
    void aRealmWithoutTheWebmailIsLeftAlone() {
        var before = Map.copyOf(realm);
        NOW.keepInStep(model(RealmModel.class, realm));
        assertThat(realm).isEqualTo(before);
    }
}
