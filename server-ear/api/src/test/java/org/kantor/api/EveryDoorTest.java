package org.kantor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kantor.directory.Users;
import org.kantor.kernel.Refused;

/** Nobody but an administrator gets through any door of the administration, whatever else the request says. */
class EveryDoorTest {

    private static final Refused NO_PERMISSION = new Refused(Refused.Code.NO_PERMISSION, "no");

    /** Somebody who is no administrator. */
    private static final class NoAdministrator extends Administration {
        @Override
        public Users.Administrator by() {
            throw NO_PERMISSION;
        }
    }

    static Stream<Method> doors() {
        return Stream.of(
                        UsersResource.class,
                        DomainsResource.class,
                        QueueResource.class,
                        MailResource.class,
                        RecoverResource.class,
                        IndexResource.class,
                        TestAccountsResource.class)
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                .filter(EveryDoorTest::isDoor);
    }

    private static boolean isDoor(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void isClosedToWhoeverIsNoAdministrator(Method door) throws Exception {
        var resource = door.getDeclaringClass().getDeclaredConstructor().newInstance();
        var administration = door.getDeclaringClass().getDeclaredField("administration");
        administration.set(resource, new NoAdministrator());
        assertThatThrownBy(() -> call(door, resource)).isSameAs(NO_PERMISSION);
    }

    private static void call(Method door, Object resource) throws Throwable {
        var arguments = Arrays.stream(door.getParameterTypes())
                .map(type -> type == int.class
                        ? (Object) 0
                        : type == long.class ? (Object) 0L : type == String.class ? "x@example.org" : null)
                .toArray();
        try {
            door.invoke(resource, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void thereAreDoors() {
        assertThat(doors()).hasSizeGreaterThan(12);
    }

    @Test
    void aRequestThatTheFilterDidNotIdentifyHasNoRights() {
        var administration = new Administration();
        administration.request = request(null);
        assertThatThrownBy(administration::by)
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.code()).isEqualTo(Refused.Code.NO_PERMISSION));
        var client = new Users.Administrator("kantor-cli", null);
        administration.request = request(new Caller.Client(client));
        assertThat(administration.by()).isEqualTo(client);
    }

    private static HttpServletRequest request(@Nullable Object caller) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                EveryDoorTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, args) -> method.getName().equals("getAttribute") ? caller : null);
    }

    @Test
    void everyRefusalHasItsStatus() {
        for (var code : Refused.Code.values()) {
            var problem = Problem.of(new Refused(code, "A sentence."));
            assertThat(problem.status()).isBetween(400, 507);
            assertThat(problem.detail()).isEqualTo("A sentence.");
            assertThat(problem.code()).doesNotContain("_").isLowerCase();
        }
        assertThat(Problem.of(NO_PERMISSION).status()).isEqualTo(403);
    }
}
