package org.kantor.mail.store.canary;

public class Higher {}
