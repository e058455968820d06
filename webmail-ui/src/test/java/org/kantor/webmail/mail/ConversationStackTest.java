package org.kantor.webmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.html.NativeButton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kantor.kernel.AccountId;
import org.kantor.kernel.EmailAddress;
import org.kantor.kernel.Refused;
import org.kantor.mail.compose.Person;
import org.kantor.mail.store.Conversations.Member;
import org.kantor.mail.store.Messages;
import org.kantor.mail.wire.mime.MessageParser;
import org.kantor.webmail.content.HeaderFields;
import org.kantor.webmail.content.MessageContents;
import org.kantor.webmail.content.Reading;
import org.kantor.webmail.fake.MemorySettings;
import org.kantor.webmail.fake.OpenUi;
import org.kantor.webmail.shell.Toasts;

/** What becomes of the other messages of a conversation when pictures of a sender are allowed or blocked. */
class ConversationStackTest {

    private static final AccountId ALICE = new AccountId(1);
    private static final String BOB = "bob@example.org";
    private static final String CAROL = "carol@example.org";

    private final ImageSenders senders = new ImageSenders();
    private final Toasts toasts = new Toasts();
    private final List<String> authors = List.of(BOB, CAROL, "Bob <BOB@example.org>");
    private final ConversationStack stack;

    ConversationStackTest() {
        senders.settings = new MemorySettings();
        var ui = new OpenUi(Locale.ENGLISH);
        var members = new ArrayList<Member>();
        for (var author : authors) {
            members.add(OpenedMessages.member(members.size() + 1, "", author));
        }
        senders.allow(ALICE, EmailAddress.of(BOB), Optional.empty());
        senders.allow(ALICE, EmailAddress.of(CAROL), Optional.empty());
        var opener = OpenedMessages.opener(senders, toasts);
        stack = new ConversationStack(members, 1, opener, new Desk(), message -> {});
        ui.add(toasts, stack);
    }

    private final Set<Long> gone = new HashSet<>();

    /** Messages with a picture from elsewhere, which comes if it is wanted or its author's do. */
    private final class Desk implements ConversationStack.Desk {

        @Override
        public OpenMessage open(Member member, boolean remoteImages) {
            if (gone.contains(member.message())) {
                throw new Refused(Refused.Code.NOT_FOUND, "There is no such message.");
            }
            var octets = ("From: " + member.sender() + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
            var parsed = MessageParser.parse(octets);
            var header = HeaderFields.of(octets);
            var author = Person.of(parsed.envelope().from()).getFirst().address();
            var permission = senders.of(ALICE, author, Optional.empty());
            return OpenedMessages.open(
                    member,
                    new MessageContents.Opened(
                            parsed,
                            octets.length,
                            new Reading(List.of(), List.of(), Map.of(), false),
                            header,
                            List.of(),
                            List.of(),
                            Map.of()),
                    remoteImages || permission == ImageSenders.Permission.GIVEN,
                    permission);
        }

        @Override
        public OpenMessage.Acts acts(Member member, Consumer<Boolean> again, Runnable authorAgain) {
            return new OpenedMessages.Acts(again, authorAgain);
        }

        @Override
        public Map<Long, Messages.Summary> summaries(long[] messages) {
            return Map.of();
        }

        @Override
        public void shown(List<Member> members) {
            // they may stay unread
        }

        @Override
        public boolean isMine(String address) {
            return false;
        }

        @Override
        public Dates dates() {
            return OpenedMessages.DATES;
        }
    }

    private static Stream<Component> inside(Component component) {
        return Stream.concat(Stream.of(component), component.getChildren().flatMap(ConversationStackTest::inside));
    }

    /** Whether each message is shown with its pictures. */
    private List<Boolean> pictures() {
        return inside(stack)
                .filter(MessageFrame.class::isInstance)
                .map(frame -> frame.getElement().getAttribute("src").contains("images"))
                .toList();
    }

    /** The last such button, which of several toasts is the newest one's. */
    private void press(Component in, Predicate<NativeButton> which) {
        var button = inside(in)
                .filter(NativeButton.class::isInstance)
                .map(NativeButton.class::cast)
                .filter(which)
                .reduce((one, later) -> later)
                .orElseThrow();
        ComponentUtil.fireEvent(button, new ClickEvent<>(button));
    }

    @Test
    void whenPicturesOfASenderAreBlockedTheirOtherMessagesAreDrawnWithoutThemToo() {
        assertThat(pictures()).containsExactly(true, true, true);
        press(stack, button -> button.getElement().hasAttribute("data-block"));
        assertThat(pictures()).containsExactly(false, true, false);
        press(toasts, button -> button.hasClassName("undo"));
        assertThat(pictures()).containsExactly(true, true, true);
    }

    @Test
    void whatHasGoneMeanwhileKeepsNoOtherMessageFromLosingItsPictures() {
        gone.add(1L);
        press(stack, button -> button.getElement().hasAttribute("data-block"));
        assertThat(pictures()).containsExactly(true, false);
    }

    @Test
    void whenItIsTakenBackThatPicturesAlwaysComeNoMessageOfTheSenderKeepsThem() {
        press(stack, button -> button.getElement().hasAttribute("data-block"));
        press(stack, button -> button.hasClassName("always"));
        press(stack, button -> button.hasClassName("always"));
        assertThat(pictures()).containsExactly(true, true, true);
        press(toasts, button -> button.hasClassName("undo"));
        assertThat(pictures()).containsExactly(false, true, false);
    }
}
