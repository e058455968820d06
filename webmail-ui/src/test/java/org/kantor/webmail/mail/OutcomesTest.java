package org.kantor.webmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kantor.kernel.Refused;
import org.kantor.webmail.fake.OpenUi;
import org.kantor.webmail.mail.MailActions.Done;
import org.kantor.webmail.mail.Outcomes.Whole;
import org.kantor.webmail.shell.Toasts;

/** What is told of work that is complete with its last step, and what comes of it when it is stopped. */
class OutcomesTest {

    /** Work in the background is done when the test says so. */
    private static final class Later extends BulkWork {
        private Runnable waiting = () -> {};

        @Override
        Running start(UI ui, List<Supplier<Done>> parts, Watcher watcher) {
            var running = new Running();
            waiting = () -> run(Runnable::run, parts, watcher, running);
            return running;
        }
    }

    private final Later later = new Later();
    private final List<String> steps = new ArrayList<>();
    /** How far work was when it was shown, and where it is stopped. */
    private final List<Integer> shown = new ArrayList<>();

    private int stopAt = Integer.MAX_VALUE;
    private final Toasts toasts = new Toasts();
    private final Outcomes outcomes = new Outcomes(later, toasts, this::begin, () -> steps.add("after"));

    OutcomesTest() {
        new OpenUi(Locale.ENGLISH);
    }

    private Outcomes.Progress.Shown begin(int messages, Runnable stop) {
        steps.add("begun");
        return new Outcomes.Progress.Shown() {
            @Override
            public void at(int done) {
                shown.add(done);
                if (done >= stopAt) {
                    stop.run();
                }
            }

            @Override
            public void gone() {
                steps.add("gone");
            }
        };
    }

    private Supplier<Done> step(String name, int count) {
        return () -> {
            steps.add(name);
            return new Done(count, () -> steps.add("no " + name));
        };
    }

    private void complete(int messages) {
        var work = new Whole(messages, List.of(step("one", 500), step("two", 500)), step("last", 4));
        outcomes.complete(work, "trash-2", "told", count -> "stopped at " + count);
    }

    private static Stream<Component> inside(Component component) {
        return Stream.concat(Stream.of(component), component.getChildren().flatMap(OutcomesTest::inside));
    }

    private String told() {
        return inside(toasts)
                .filter(Span.class::isInstance)
                .map(span -> ((Span) span).getText())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private void takeBack() {
        var button = inside(toasts)
                .filter(NativeButton.class::isInstance)
                .map(NativeButton.class::cast)
                .findFirst()
                .orElseThrow();
        ComponentUtil.fireEvent(button, new ClickEvent<>(button));
    }

    @Test
    void littleIsDoneAtOnceByTheLastStepAlone() {
        complete(500);
        assertThat(steps).containsExactly("last", "after");
        assertThat(told()).isEqualTo("told");
        takeBack();
        assertThat(steps).containsExactly("last", "after", "no last", "after");
    }

    @Test
    void whatIsRefusedIsTold() {
        var refusing = new Whole(1, List.of(), () -> {
            throw new Refused(Refused.Code.NOT_FOUND, "The message is gone.");
        });
        outcomes.complete(refusing, "trash-2", "told", count -> "stopped");
        assertThat(told()).isEqualTo("The message is gone.");
        assertThat(steps).containsExactly("after");
    }

    @Test
    void muchIsDoneInTheBackgroundAndTakenBackFromItsEnd() {
        complete(1_004);
        assertThat(steps).containsExactly("begun");
        later.waiting.run();
        assertThat(shown).containsExactly(500, 1_000, 1_004);
        assertThat(steps).containsExactly("begun", "one", "two", "last", "gone", "after");
        assertThat(told()).isEqualTo("told");
        steps.clear();
        takeBack();
        later.waiting.run();
        assertThat(steps).containsExactly("begun", "no last", "no two", "no one", "gone", "after");
        assertThat(told()).isEmpty();
    }

    @Test
    void whatIsStoppedIsNotCompleteAndIsToldAndTakenBack() {
        stopAt = 500;
        complete(1_004);
        later.waiting.run();
        assertThat(steps).containsExactly("begun", "one", "gone", "after");
        assertThat(told()).isEqualTo("stopped at 500");
        steps.clear();
        takeBack();
        later.waiting.run();
        // one batch is over before it could be stopped, and is not shown
        assertThat(steps).containsExactly("no one", "after");
        assertThat(told()).isEmpty();
    }

    @Test
    void howFarItWasTakenBackIsToldWhenThatIsStopped() {
        complete(1_004);
        later.waiting.run();
        steps.clear();
        stopAt = 4;
        takeBack();
        later.waiting.run();
        assertThat(steps).containsExactly("begun", "no last", "gone", "after");
        assertThat(told()).contains("mail.bulk.back");
    }
}
