package org.kantor.webmail.fake;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/** Lets an object stand for an interface whose methods it has, as far as it has them: what a test does not need may be missing. */
public final class Stand {

    private Stand() {}

    public static <T> T in(Class<T> contract, Object object) {
        return contract.cast(Proxy.newProxyInstance(
                contract.getClassLoader(), new Class<?>[] {contract}, (proxy, method, arguments) -> {
                    try {
                        var own = Arrays.stream(object.getClass().getMethods())
                                .filter(candidate -> candidate.getName().equals(method.getName())
                                        && Arrays.equals(candidate.getParameterTypes(), method.getParameterTypes()))
                                .findFirst();
                        if (own.isPresent()) {
                            return own.get().invoke(object, arguments);
                        }
                        if (method.isDefault()) {
                            return java.lang.reflect.InvocationHandler.invokeDefault(proxy, method, arguments);
                        }
                        throw new IllegalStateException("nobody stands in for " + method);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
