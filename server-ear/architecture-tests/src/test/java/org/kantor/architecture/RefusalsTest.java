package org.kantor.architecture;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What can be refused in a browser is known to the webmail's bundles, in which Refusals looks for it by its English sentence. */
class RefusalsTest {

    /** Only programs hear what these refuse. */
    private static final Set<String> PROTOCOLS = Set.of(
            "org.kantor.api",
            "org.kantor.dav",
            "org.kantor.launcher",
            "org.kantor.mail.imap",
            "org.kantor.mail.pop3",
            "org.kantor.mail.smtp");

    private static final Path CHECKOUT = Path.of(System.getProperty("kantor.checkout", "../.."));
    private static final Path TEXTS =
            CHECKOUT.resolve("webmail-ui/src/main/resources/org/kantor/webmail/shell/texts.properties");

    /** A placeholder with how its value is written. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)[^}]*}");

    /** Sentences, with {@code {0}} and so on for what is put into them. */
    private static List<String> sentences(Iterable<? extends JavaFileObject> sources) throws IOException {
        var found = new ArrayList<String>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var task = (JavacTask) compiler.getTask(null, null, problem -> {}, List.of("-proc:none"), null, sources);
        for (var unit : task.parse()) {
            if (!isProtocol(unit)) {
                unit.accept(
                        new TreeScanner<Void, Void>() {
                            @Override
                            public Void visitNewClass(NewClassTree made, Void none) {
                                if (made.getIdentifier().toString().equals("Refused")) {
                                    add(made.getArguments().get(1));
                                }
                                return super.visitNewClass(made, none);
                            }

                            private void add(ExpressionTree sentence) {
                                if (sentence instanceof ConditionalExpressionTree either) {
                                    add(either.getTrueExpression());
                                    add(either.getFalseExpression());
                                } else {
                                    found.add(sentence(sentence, new AtomicInteger()));
                                }
                            }
                        },
                        null);
            }
        }
        return found;
    }

    private static boolean isProtocol(CompilationUnitTree unit) {
        var name = String.valueOf(unit.getPackageName());
        return PROTOCOLS.stream().anyMatch(protocol -> name.equals(protocol) || name.startsWith(protocol + "."));
    }

    private static String sentence(ExpressionTree written, AtomicInteger put) {
        if (written instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            return sentence(sum.getLeftOperand(), put) + sentence(sum.getRightOperand(), put);
        }
        return written instanceof LiteralTree literal && literal.getValue() instanceof String words
                ? words
                : "{" + put.getAndIncrement() + "}";
    }

    private static List<String> sentences(String... expressions) throws IOException {
        var source = List.of(expressions).stream()
                .map(expression -> "throw new Refused(Refused.Code.CANNOT, " + expression + ");")
                .collect(joining("} void m() {", "package org.kantor.x; class X { void m() {", "} }"));
        return sentences(List.of(new SimpleJavaFileObject(URI.create("string:///X.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignored) {
                return source;
            }
        }));
    }

    private static Set<String> known() throws IOException {
        var texts = new Properties();
        try (var in = Files.newBufferedReader(TEXTS)) {
            texts.load(in);
        }
        return texts.stringPropertyNames().stream()
                .filter(key -> key.startsWith("refusal.") && !key.startsWith("refusal.unknown."))
                .map(texts::getProperty)
                .map(text -> text.contains("{0")
                        ? PLACEHOLDER.matcher(text).replaceAll("{$1}").replace("''", "'")
                        : text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whatCanBeRefusedInABrowserHasItsTextAndNothingElseHas() throws IOException {
        try (var files = Files.walk(CHECKOUT);
                var manager = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            var sources = files.filter(file -> file.toString().endsWith(".java")
                            && CHECKOUT.relativize(file).toString().contains("src/main/java"))
                    .toList();
            assertThat(sources).hasSizeGreaterThan(200);
            var sentences = new TreeSet<>(sentences(manager.getJavaFileObjectsFromPaths(sources)));
            assertThat(sentences).hasSizeGreaterThan(100);
            assertThat(known())
                    .as("texts.properties under refusal.; a sentence that is not a literal is {0} here")
                    .containsExactlyElementsOf(sentences);
        }
    }

    @Test
    void aSentenceIsReadHoweverItIsWritten() throws IOException {
        assertThat(sentences(
                        "\"It is late.\"",
                        "\"It is\" + \" late.\"",
                        "name + \" has \" + most / 2 + \" of \" + (a + b) + \".\"",
                        "late ? \"It is late.\" : \"It is early, \" + name",
                        "said()"))
                .containsExactly(
                        "It is late.", "It is late.", "{0} has {1} of {2}.", "It is late.", "It is early, {0}", "{0}");
    }
}
