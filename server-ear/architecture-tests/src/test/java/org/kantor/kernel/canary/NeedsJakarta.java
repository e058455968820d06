package org.kantor.kernel.canary;

import jakarta.inject.Inject;

public class NeedsJakarta {
    @Inject
    public Object anything;
}
