package org.kantor.webmail.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kantor.webmail.fake.Elements.below;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.internal.PendingJavaScriptInvocation;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kantor.directory.Account;
import org.kantor.kernel.EmailAddress;
import org.kantor.mail.compose.Draft;
import org.kantor.webmail.composer.Identities;
import org.kantor.webmail.composer.Identity;
import org.kantor.webmail.composer.Templates;
import org.kantor.webmail.fake.Alice;
import org.kantor.webmail.fake.OpenUi;
import org.kantor.webmail.fake.Stand;
import org.kantor.webmail.session.SignedIn;
import org.kantor.webmail.shell.TextButton;
import org.kantor.webmail.shell.Toasts;
import tools.jackson.databind.node.JsonNodeFactory;

class IdentitiesViewTest {

    private final UI ui = new OpenUi(Locale.UK);
    private final Toasts toasts = new Toasts();
    private final List<Identity> kept = new ArrayList<>();
    private final List<Draft.InlineImage> pictures = new ArrayList<>();

    /** Alice has one address, and signs nothing yet. */
    private IdentitiesView view() {
        var identities = new Identities() {
            @Override
            public List<Identity> of(Account account) {
                return List.of(new Identity(EmailAddress.of("alice@example.org"), "Alice", "", "", ""));
            }

            @Override
            public List<Draft.InlineImage> pictures(Account account) {
                return List.of();
            }

            @Override
            public int undoSeconds(Account account) {
                return 10;
            }

            @Override
            public void keep(Account account, List<Identity> all, Collection<Draft.InlineImage> shown, String by) {
                all.forEach(one -> clean(one, List.of()));
                kept.addAll(all);
                pictures.addAll(shown);
            }
        };
        var templates = new Templates() {
            @Override
            public Map<String, String> of(Account account) {
                return Map.of();
            }
        };
        return new IdentitiesView(identities, templates, Stand.in(SignedIn.class, new Alice()), toasts);
    }

    @AfterEach
    void close() {
        UI.setCurrent(null);
    }

    private static Element first(Element root, String tag) {
        return below(root)
                .filter(element -> element.getTag().equals(tag))
                .findFirst()
                .orElseThrow();
    }

    private static void fire(Element element, String name, String data, String value) {
        element.getNode()
                .getFeature(ElementListenerMap.class)
                .fireEvent(new DomEvent(
                        element, name, JsonNodeFactory.instance.objectNode().put(data, value)));
    }

    /** Chooses a picture of so many octets for the first signature. */
    private void choose(IdentitiesView view, String beginning, int octets, boolean sent) {
        var content = Arrays.copyOf(beginning.getBytes(StandardCharsets.ISO_8859_1), octets);
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("name", "logo.png")
                .put("octets", octets)
                .put("content", sent ? Base64.getEncoder().encodeToString(content) : "")
                .put("width", 120);
        fire(first(view.getElement(), "k-signature"), "k-picture", "event.detail.json", json.toString());
    }

    private static TextButton save(IdentitiesView view) {
        return below(view.getElement())
                .flatMap(element -> element.getComponent().stream())
                .filter(TextButton.class::isInstance)
                .map(TextButton.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** What the browser was asked to do since the last time. */
    private List<String> called() {
        ui.getInternals().getStateTree().runExecutionsBeforeClientResponse();
        return ui.getInternals().dumpPendingJavaScriptInvocations().stream()
                .map(PendingJavaScriptInvocation::getInvocation)
                .map(call -> call.getExpression() + call.getParameters())
                .toList();
    }

    private static final String PNG = "\u0089PNG\r\n\u001a\n";

    private String told() {
        return toasts.getElement().getTextRecursively();
    }

    private static void write(IdentitiesView view, String html) {
        fire(first(view.getElement(), "k-editor"), "focusout", "element.html", html);
    }

    @Test
    void aPictureIsPutIntoTheTextWhereItFitsAndKeptWithIt() {
        var view = view();
        ui.add(view);
        called();
        choose(view, PNG, 60_000, true);
        assertThat(called())
                .filteredOn(call -> call.contains("insertSigned"))
                .singleElement()
                .asString()
                .contains("logo.png", "120");
        assertThat(told()).isEmpty();
        var logo = Identities.picture("logo.png", Arrays.copyOf(PNG.getBytes(StandardCharsets.ISO_8859_1), 60_000))
                .orElseThrow();
        assertThat(pictures(view)).contains(logo.contentId(), "data:image/png;base64,iVBORw0KGgo");
        write(view, "<p>Alice<img src=\"cid:" + logo.contentId() + "\"></p>");
        ComponentUtil.fireEvent(save(view), new ClickEvent<>(save(view)));
        assertThat(kept)
                .singleElement()
                .satisfies(identity -> assertThat(identity.signature()).contains(logo.contentId()));
        assertThat(pictures)
                .singleElement()
                .satisfies(picture -> assertThat(picture.content()).isEqualTo(logo.content()));
        choose(view, PNG, 60_000, true);
        assertThat(called()).as("the same one needs no more room").anyMatch(call -> call.contains("insertSigned"));
        choose(view, PNG, 40_000, true);
        assertThat(called()).as("there is just room").anyMatch(call -> call.contains("insertSigned"));
        choose(view, PNG, 40_001, true);
        assertThat(called()).noneMatch(call -> call.contains("insertSigned"));
        assertThat(told()).contains("pictureTooLarge");
        write(view, "<p>Alice</p>");
        choose(view, PNG, 50_000, true);
        assertThat(called()).as("there is room again").anyMatch(call -> call.contains("insertSigned"));
    }

    private static String pictures(IdentitiesView view) {
        return below(view.getElement())
                .map(element -> element.getProperty("pictures"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ofPicturesThatWereTakenOutAgainNotAnyNumberIsRemembered() {
        var view = view();
        choose(view, PNG, 10, true);
        var logo = Identities.picture("logo.png", Arrays.copyOf(PNG.getBytes(StandardCharsets.ISO_8859_1), 10))
                .orElseThrow();
        write(view, "<img src=\"cid:" + logo.contentId() + "\">");
        for (var octets = 90_000; octets < 90_030; octets++) {
            choose(view, PNG, octets, true);
        }
        assertThat(pictures(view)).contains(logo.contentId());
        assertThat(pictures(view).split("data:")).as("the logo and four more").hasSize(6);
    }

    @Test
    void whatIsTooLargeOrNoPictureIsToldOf() {
        var view = view();
        ui.add(view);
        called();
        choose(view, PNG, 10_000_000, false);
        assertThat(told()).contains("pictureTooLarge");
        toasts.removeAll();
        choose(view, "<svg onload=alert(1)>", 100, true);
        assertThat(told()).contains("noPicture");
        assertThat(called()).noneMatch(call -> call.contains("insertSigned"));
    }

    @Test
    void signaturesThatAreTooLongStayWhatTheyWereAndNothingElseIsLostWithThem() {
        var view = view();
        ui.add(view);
        write(view, "<p>" + "x".repeat(Identities.MAX_SIGNATURE) + "</p>");
        ComponentUtil.fireEvent(save(view), new ClickEvent<>(save(view)));
        assertThat(told()).contains("tooLarge");
        assertThat(kept).isEmpty();
        fire(first(view.getElement(), "input"), "change", "element.value", "Alice H.");
        view.beforeLeave(null);
        assertThat(kept).containsExactly(new Identity(EmailAddress.of("alice@example.org"), "Alice H.", "", "", ""));
    }

    private static void type(IdentitiesView view, int field, String text) {
        var fields = below(view.getElement())
                .filter(element -> element.getTag().equals("input"))
                .toList();
        fire(fields.get(field), "change", "element.value", text);
    }

    @Test
    void whatCannotBeKeptStaysWhatWasKeptLastAndOnlyThat() {
        var view = view();
        ui.add(view);
        write(view, "<p>First</p>");
        ComponentUtil.fireEvent(save(view), new ClickEvent<>(save(view)));
        write(view, "<p>" + "x".repeat(Identities.MAX_SIGNATURE) + "</p>");
        type(view, 1, "alice@work.example");
        view.beforeLeave(null);
        assertThat(kept.getLast())
                .isEqualTo(new Identity(
                        EmailAddress.of("alice@example.org"), "Alice", "alice@work.example", "<p>First</p>", ""));
        write(view, "<p>Second</p>");
        type(view, 1, "no address");
        view.beforeLeave(null);
        assertThat(kept.getLast())
                .isEqualTo(new Identity(
                        EmailAddress.of("alice@example.org"), "Alice", "alice@work.example", "<p>Second</p>", ""));
    }

    @Test
    void aPageThatIsBuiltAnewHasWhatWasWritten() {
        var view = view();
        ui.add(view);
        called();
        write(view, "<p>Alice</p>");
        ui.remove(view);
        ui.add(view);
        assertThat(called()).anyMatch(call -> call.contains("load") && call.contains("<p>Alice</p>"));
    }
}
