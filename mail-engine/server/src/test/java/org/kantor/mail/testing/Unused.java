package org.kantor.mail.testing;

import java.lang.reflect.Proxy;

/** Stands for a service that a test does not come to. */
public final class Unused {

    private Unused() {}

    public static <T> T of(Class<T> contract) {
        return contract.cast(Proxy.newProxyInstance(
                contract.getClassLoader(), new Class<?>[] {contract}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("the test came to " + method);
                }));
    }
}
