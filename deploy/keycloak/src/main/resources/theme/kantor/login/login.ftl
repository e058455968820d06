<#import "template.ftl" as layout>
<#assign wrong = messagesPerField.existsError('username', 'password')>
<@layout.registrationLayout displayMessage=!wrong displayInfo=false; section>
  <#if section = "header">
    ${msg("loginAccountTitle")}
  <#elseif section = "form">
    <#if realm.password>
      <form id="kc-form-login" class="form" action="${url.loginAction}" method="post">
        <#if !usernameHidden??>
          <div class="field">
            <label class="label" for="username">${msg("usernameOrEmail")}</label>
            <input class="input" id="username" name="username" type="text" value="${(login.username!'')}" dir="ltr" autofocus
                   autocomplete="username" autocapitalize="none" spellcheck="false"
                   <#if wrong>aria-invalid="true" aria-describedby="input-error"</#if>>
          </div>
        </#if>
        <div class="field">
          <div class="label-line">
            <label class="label" for="password">${msg("password")}</label>
            <#if realm.resetPasswordAllowed><a href="${url.loginResetCredentialsUrl}">${msg("doForgotPassword")}</a></#if>
          </div>
          <div class="input-group" dir="ltr">
            <input class="input" id="password" name="password" type="password" autocomplete="current-password"
                   <#if wrong>aria-invalid="true" aria-describedby="input-error"</#if>>
            <button class="reveal" type="button" aria-label="${msg("showPassword")}" aria-controls="password" data-password-toggle
                    data-icon-show="eye" data-icon-hide="eye crossed"
                    data-label-show="${msg('showPassword')}" data-label-hide="${msg('hidePassword')}"><i class="eye" aria-hidden="true"></i></button>
          </div>
          <#if wrong>
            <span class="help bad" id="input-error" aria-live="polite">${kcSanitize(messagesPerField.getFirstError('username', 'password'))?no_esc}</span>
          </#if>
        </div>
        <#if realm.rememberMe && !usernameHidden??>
          <label class="check"><input id="rememberMe" name="rememberMe" type="checkbox" <#if login.rememberMe??>checked</#if>> ${msg("rememberMe")}</label>
        </#if>
        <input type="hidden" name="credentialId" <#if auth.selectedCredential?has_content>value="${auth.selectedCredential}"</#if>>
        <button class="button primary" id="kc-login" name="login" type="submit">${msg("doLogIn")}</button>
      </form>
      <script type="module" src="${url.resourcesPath}/js/passwordVisibility.js"></script>
    </#if>
  <#elseif section = "socialProviders">
    <#if realm.password && social?? && social.providers?has_content>
      <div class="others">
        <div class="or"><span>${msg("kantorOr")}</span></div>
        <#list social.providers as p>
          <a class="button plain" id="social-${p.alias}" href="${p.loginUrl}">${p.displayName!}</a>
        </#list>
      </div>
    </#if>
  </#if>
</@layout.registrationLayout>
