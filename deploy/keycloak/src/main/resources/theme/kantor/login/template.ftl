<#macro registrationLayout bodyClass="" displayInfo=false displayMessage=true displayRequiredFields=false>
<!doctype html>
<html lang="${lang}" dir="${(realm.internationalizationEnabled && locale.rtl)?then('rtl', 'ltr')}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="robots" content="noindex, nofollow">
  <meta name="color-scheme" content="light dark">
  <title>${msg("loginTitle", (realm.displayName!'Kantor'))}</title>
  <link rel="icon" type="image/svg+xml" href="${url.resourcesPath}/css/favicon.svg">
  <#list properties.styles?split(' ') as style>
    <link rel="stylesheet" href="${url.resourcesPath}/${style}">
  </#list>
  <#if (client.baseUrl)?has_content>
    <link rel="stylesheet" href="${client.baseUrl}ui/brand.css">
  </#if>
  <script type="importmap">{"imports": {"rfc4648": "${url.resourcesCommonPath}/vendor/rfc4648/rfc4648.js"}}</script>
  <#if scripts??>
    <#list scripts as script>
      <script src="${script}"></script>
    </#list>
  </#if>
  <script type="module">
    <#outputformat "JavaScript">
    import { startSessionPolling } from ${(url.resourcesPath + "/js/authChecker.js")?c};
    startSessionPolling(${url.ssoLoginInOtherTabsUrl?c});
    </#outputformat>
  </script>
  <#if authenticationSession??>
    <script type="module">
      <#outputformat "JavaScript">
      import { checkAuthSession } from ${(url.resourcesPath + "/js/authChecker.js")?c};
      checkAuthSession(${authenticationSession.authSessionIdHash?c});
      </#outputformat>
    </script>
  </#if>
</head>
<body data-page-id="login-${pageId}">
<main class="login">
  <div class="side">
    <div class="panel">
      <div class="brand">
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#0a6179"/><path d="M9.5 8v16M24 8l-8.6 8 8.6 8" fill="none" stroke="#fff" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/><circle cx="15.4" cy="16" r="2.7" fill="#ffc35c"/></svg>
        <svg class="word" viewBox="45 7 87 22" role="img" aria-label="Kantor"><path d="M47 9.5v17M58 15.5l-10.6 5.6M51.5 19l7 7.5"/><path d="M75 15.5v11M75 21a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0"/><path d="M81.5 26.5v-11M81.5 20.2c0-2.9 1.9-4.9 4.6-4.9s4.4 1.8 4.4 4.9v6.3"/><path d="M98.5 10.5v12.2c0 2.4 1.2 3.8 3.5 3.8M95.3 15.5h6.7"/><circle cx="112.3" cy="21" r="5.5"/><path d="M124 26.5v-11M124 20.5c.4-3.2 2.5-5 5.5-4.9"/></svg>
      </div>
      <header>
        <h1 id="kc-page-title"><#nested "header"></h1>
        <#if auth?has_content && auth.showUsername() && !auth.showResetCredentials()>
          <#nested "show-username">
          <p class="sub" id="kc-username"><span id="kc-attempted-username">${auth.attemptedUsername}</span>
            <a id="reset-login" href="${url.loginRestartFlowUrl}">${msg("restartLoginTooltip")}</a></p>
        <#elseif pageId == "login.ftl" || pageId == "login">
          <p class="sub">${msg("kantorOf", (realm.getAttribute("kantor.domain"))!'')}</p>
        </#if>
      </header>
      <div class="content">
        <#if displayMessage && message?has_content && (message.type != 'warning' || !isAppInitiatedAction??)>
          <div class="alert ${message.type}" role="alert"><span class="alert-text">${kcSanitize(message.summary)?no_esc}</span></div>
        </#if>
        <#nested "form">
        <#if auth?has_content && auth.showTryAnotherWayLink()>
          <form id="kc-select-try-another-way-form" action="${url.loginAction}" method="post">
            <input type="hidden" name="tryAnotherWay" value="on">
            <button class="link" id="try-another-way" type="submit">${msg("doTryAnotherWay")}</button>
          </form>
        </#if>
        <#nested "socialProviders">
        <#if displayInfo>
          <div class="info"><#nested "info"></div>
        </#if>
      </div>
      <#if realm.internationalizationEnabled && locale.supported?size gt 1>
        <nav class="languages" aria-label="${msg("languages")}">
          <svg class="globe" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c5 5 5 12 0 17-5-5-5-12 0-17z"/></svg>
          <b aria-current="true">${locale.current}</b>
          <#list locale.supported?filter(l -> l.languageTag != locale.currentLanguageTag) as l>
            <a href="${l.url}" lang="${l.languageTag}">${l.label}</a>
          </#list>
        </nav>
      </#if>
    </div>
  </div>
  <div class="pattern" aria-hidden="true">
    <svg><defs><pattern id="kawung" width="120" height="120" patternUnits="userSpaceOnUse" patternTransform="rotate(45 60 60)"><g fill="none" stroke="#fff" stroke-opacity=".17" stroke-width="1.6"><ellipse cx="30" cy="60" rx="27" ry="17"/><ellipse cx="90" cy="60" rx="27" ry="17"/><ellipse cx="60" cy="30" rx="17" ry="27"/><ellipse cx="60" cy="90" rx="17" ry="27"/><path d="M14 60h32M74 60h32M60 14v32M60 74v32" stroke-opacity=".12"/></g><g fill="#ffc35c"><circle cx="60" cy="60" r="2.6"/><circle cx="0" cy="0" r="2.6"/><circle cx="120" cy="0" r="2.6"/><circle cx="0" cy="120" r="2.6"/><circle cx="120" cy="120" r="2.6"/></g></pattern><linearGradient id="dusk" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".42"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#kawung)"/><rect width="100%" height="100%" fill="url(#dusk)"/></svg>
  </div>
</main>
</body>
</html>
</#macro>
