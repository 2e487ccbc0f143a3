import{base as kt,getLocalize as Dt,getStoreWith as $t,html as Tt,isRunning as St,LitElement as Pt,posters as Rt,supportedLanguage as It}from"./plex-arrivals-card.js";import{deliveryCounts as Ve,html as c,isFailed as Ke,isRunning as Ge,itemDetail as Ue,labelTexts as Xe,renderLink as Ye,renderPoster as Ze,rowStatus as Qe,typeIcon as Je}from"./plex-arrivals-card.js";import{html as g,isBlocked as me,renderLink as $,safeUrl as T}from"./plex-arrivals-card.js";var se={nzbget:"NZBGet",qbittorrent:"qBittorrent",sabnzbd:"SABnzbd",synology_dsm:"Synology"};function f({download:t},e){let{source:r,source_name:i}=t;return r==="action"||r==="webhook"?e(r):i||(se[r]??r.charAt(0).toUpperCase()+r.slice(1).replaceAll("_"," "))}import{css as le,html as de,LitElement as pe}from"./plex-arrivals-card.js";var C="plex-arrivals-player",h=4;function b(t){let e=L()?.getItem(C);return t.find(({entity_id:r})=>r===e)}function N({entity_id:t}){L()?.setItem(C,t)}function L(){try{return localStorage}catch{return}}function w(t,e,r,i){let n=document.createElement(x.tag);return Object.assign(n,{hass:e,players:r,label:i,current:b(r)}),n.open(t)}var x=class extends pe{static{this.tag="plex-arrivals-players"}static{this.styles=le`
:host {
position: fixed;
inset: auto;
margin: 0;
padding: 4px;
min-width: 160px;
max-width: min(320px, 100vw - 16px);
max-height: 60vh;
overflow: auto;
box-sizing: border-box;
border: 1px solid var(--divider-color, #e0e0e0);
border-radius: var(--ha-border-radius-lg, 12px);
background: var(--card-background-color, #fff);
color: var(--primary-text-color, #212121);
box-shadow: 0 4px 16px rgb(0 0 0 / 30%);
font-size: var(--ha-font-size-m, 14px);
}
button {
display: flex;
gap: 12px;
align-items: center;
width: 100%;
min-height: 40px;
padding: 4px 12px;
border: 0;
border-radius: var(--ha-border-radius-md, 8px);
background: none;
color: inherit;
font: inherit;
text-align: start;
cursor: pointer;
--mdc-icon-size: 20px;
}
button:hover,
button:focus-visible {
background: color-mix(in srgb, currentColor 8%, transparent);
outline: none;
}
ha-icon {
flex: none;
color: var(--secondary-text-color, #727272);
}
span {
flex: 1;
min-width: 0;
overflow-wrap: anywhere;
}
small {
display: block;
font-size: var(--ha-font-size-s, 12px);
color: var(--secondary-text-color, #727272);
}
`}static{this.properties={hass:{},players:{},label:{},current:{}}}#t;async open(e){return this.popover="auto",this.setAttribute("role","menu"),this.ariaLabel=this.label,e.after(this),await this.updateComplete,this.showPopover(),this.#r(e.getBoundingClientRect()),this.#e(this.players.findIndex(r=>r===this.current)),await new Promise(r=>this.addEventListener("toggle",i=>i.newState==="closed"&&r())),this.remove(),e.focus({preventScroll:!0}),this.#t}render(){return this.players.map(e=>de`<button
role="menuitemradio"
aria-checked=${e===this.current?"true":"false"}
tabindex="-1"
@click=${()=>this.#n(e)}
@keydown=${r=>this.#o(r)}
>
<ha-icon .icon=${e===this.current?"mdi:check":"mdi:television"}></ha-icon>
<span>${e.name}<small>${ce(this.hass,e)}</small></span>
</button>`)}#n(e){this.#t=e,this.hidePopover()}#o(e){let r=[...this.renderRoot.querySelectorAll("button")],i=r.indexOf(e.currentTarget),n=r.length-1,o={ArrowDown:i===n?0:i+1,ArrowUp:i?i-1:n,Home:0,End:n};e.key==="Tab"&&this.hidePopover(),e.key in o&&(e.preventDefault(),this.#e(o[e.key]))}#e(e){this.renderRoot.querySelectorAll("button")[Math.max(e,0)]?.focus()}#r({top:e,bottom:r,left:i,right:n}){let{width:o,height:a}=this.getBoundingClientRect(),s=r+h+a<=innerHeight||e<innerHeight-r,l=getComputedStyle(this).direction==="rtl"?i:n-o;this.style.top=`${s?r+h:Math.max(e-h-a,h)}px`,this.style.left=`${Math.min(Math.max(l,h),innerWidth-o-h)}px`}};function ce(t,{state:e}){let i=e==="unavailable"||e==="unknown"?`state.default.${e}`:`component.media_player.entity_component._.state.${e}`;return t.localize(i)||e}function F(t){let{subject:e,row:r,details:i,localize:n,text:o,server:a}=t,{delivery:s,item:l,url:d}=e,p=T(r?.download.client_url),u=i?.players??[],m=[T(d)&&$(d,"action primary",n("view")),l&&u.length&&ue(t,l,u),r&&p&&$(p,"action",o("open_client",{client:f(r,o)})),...s&&a?.can_manage?ge(t,s):[]].filter(Boolean);return m.length?g`<div class="actions">${m}</div>`:""}function ue(t,e,r){let{text:i,isPending:n}=t,o=b(r)??(r.length===1?r[0]:void 0),a=async p=>{let u=p.currentTarget,m=await t.choosePlayer(u,r);m&&t.play(e,m)},s=g`<ha-icon .icon=${"mdi:menu-down"}></ha-icon>`,l=g`<ha-icon .icon=${"mdi:play"}></ha-icon>`,d=n?"true":"false";return o?g`<div class="split">
<button class="action" aria-disabled=${d} @click=${()=>t.play(e,o)}>
${l}<span>${i("play_on",{player:o.name})}</span>
</button>
${r.length>1?g`<button class="action" aria-haspopup="menu" aria-label=${i("players")} @click=${a}>
${s}
</button>`:""}
</div>`:g`<button class="action" aria-haspopup="menu" aria-disabled=${d} @click=${a}>
${l}<span>${i("players")}</span>${s}
</button>`}function ge(t,e){let{localize:r,text:i,isPending:n,act:o}=t,a=s=>g`<button
class="action"
aria-disabled=${n?"true":"false"}
@click=${()=>o(`${s}_delivery`,e.delivery_id)}
>
${r(s)}
</button>`;return[...fe(e)?[a("retry"),a("dismiss")]:[],me(e)&&T(e.importer_url)&&$(e.importer_url,"action",i("open_importer",{importer:e.importer??""})),e.repair&&g`<a class="action" href="/config/repairs">${i("repairs")}</a>`]}function fe({state:t,reason:e}){return t==="unmatched"||t==="missing"?!0:t==="waiting"&&(e==="import_blocked"||e==="import_awaited")}import{formatDuration as he,getFormat as z,itemDetail as ye,itemName as xe,qualityNames as be}from"./plex-arrivals-card.js";var A=3,ve=" ";function H(t,e){let r=ye(t,e);return["movie","show"].includes(t.type)?t.year?`${t.title} (${t.year})`:t.title:t.type==="episode"?[r,t.title].filter(Boolean).join(" · "):t.type==="season"?r||t.title:[t.show,t.year].filter(Boolean).join(" · ")||xe(t)}function B(t,e){return[t.duration?he(t.duration,e.language):"",t.genres?.slice(0,3).join(", ")].filter(Boolean).join(" · ")}function S(t,e){return z(Intl.NumberFormat,e,{minimumFractionDigits:1,maximumFractionDigits:1}).format(t)}function M(t){let e=t.audio_languages??[],r=e.slice(0,A).join(" · "),i=e.length-A;return[...be(t),i>0?`${r} +${i}`:r].filter(Boolean)}function j(t,e){let r=["byte","kilobyte","megabyte","gigabyte","terabyte"],i=Math.min(Math.floor(Math.log10(Math.max(t,1))/3),r.length-1),n={style:"unit",unit:r[i],unitDisplay:"short",maximumFractionDigits:1};return z(Intl.NumberFormat,e,n).format(t/1e3**i).replace(" ",ve)}function q(t){return t.split(/[\\/]/).filter(Boolean).at(-1)??t}var W=(t,e,r)=>e("rating",{rating:S(t.rating,r)});import{deliveryCounts as _e,formatDuration as we,getFormat as ke,isFailed as De,qualityNames as $e}from"./plex-arrivals-card.js";var Te=5;function O(t,{delivery:e,files:r},i,n){let{localize:o,text:a,clock:s}=t,l=r.map(m=>[q(m.path),...r.length>1?$e(m):[],m.size&&j(m.size,s.language)].filter(Boolean).join(" · ")),d=(m,E=m.length)=>{let _=m.slice(0,Te);return E>_.length?[..._,o("more",{n:E-_.length})]:_},p=e&&(e.tried.length>1||De(e))?Se(e):[];return[{label:a(l.length>1?"files":"file"),values:d(l),isCode:!0},{label:a("not_in_plex"),values:e?d(e.missing_files,_e(e).missing):[],isCode:!0},{label:a("release"),values:i?.download.name?[i.download.name]:[],isCode:!0},{label:a("path"),values:e&&!n?.item?[e.download.path]:[],isCode:!0},{label:a("scanned"),values:d(p),isCode:!0},{label:e?.importer??"",values:e?.messages??[]},{label:a("seeding"),values:i&&n?.client?[Pe(t,i,n.client)]:[]}].map(m=>({...m,values:m.values.filter(Boolean)})).filter(({values:m})=>m.length)}function Se({tried:t,library:e}){return[...new Set(t.map(({folder:r,library_id:i})=>r??e??i))]}function Pe({text:t,clock:e},r,i){if(!i.present)return t("not_in_client",{client:f(r,t)});let n=i.ratio!=null&&ke(Intl.NumberFormat,e.language,{maximumFractionDigits:2}).format(i.ratio);return[n&&t("ratio",{ratio:n}),i.seeding_time!=null&&t("seeding_for",{time:we(i.seeding_time,e.language)})].filter(Boolean).join(", ")}import{absoluteTime as V,formatDuration as K,formatPercent as Re,foundText as Ie,getFormat as Ee,isFailed as Ce,isRunning as G,labelTexts as Ne,lookText as Le,reasonText as Fe,replacedQuality as Ae,rowStatus as ze}from"./plex-arrivals-card.js";var He={missing:"error",unmatched:"warning",skipped:"neutral"};function U(t,e,r,i){let{clock:n}=t,o,a=r.map(s=>{let{step:l,at:d}=s,p=d?Date.parse(d):NaN,u=!Number.isNaN(p),m=o===void 0?void 0:p-o;return u&&(o=p),{label:qe(t,s),text:e&&!G(e)?We(t,s,e):"",tone:He[l]??"ok",time:u?Be(d,m,n):"",at:u?V(d,n):"",isCurrent:!1}});return e&&!Me(e)?[...a,je(t,e,i)]:a}function Be(t,e,r){return e===void 0?V(t,r,!0):`+ ${Oe(e,r.language)}`}function Me(t){return t.state==="available"||Ce(t)}function je({localize:t,clock:e},r,i){let{label:n,tone:o}=ze(r,i?.scanning??[]),a=i?.libraries?.find(({id:l})=>l===r.library_id),s=G(r)?[r.progress!=null&&Re(r.progress,e.language),r.time_left!=null&&t("time_left",{time:K(r.time_left,e.language)})]:[r.reason&&Fe(r,r.reason,t),Ie(r,t,a?.type),r.state==="scanning"&&Le(r,t,e)];return{label:Ne(r,n,t).join(" "),text:s.filter(Boolean).join(" · "),tone:o,time:"",at:"",isCurrent:!0}}function qe({localize:t,text:e},{step:r,text:i}){switch(r){case"imported":return i?e("imported_by",{importer:i}):e("imported");case"downloaded":case"scanned":case"skipped":return e(r);default:return t(r)}}function We({text:t},{step:e,text:r},i){let{requested_by:n,library:o}=i,a=Ae(i);return({downloaded:[r||f(i,t),n?.length&&t("asked_for",{names:n.join(", ")})],imported:[a&&t("replaces",{quality:a})],scanned:[o,r!==o&&r]}[e]??[]).filter(Boolean).join(" · ")}function Oe(t,e){let r=Math.max(t,0)/1e3;if(r>=10)return K(r,e);let n={style:"unit",unit:"second",unitDisplay:"short",maximumFractionDigits:r<1?1:0};return Ee(Intl.NumberFormat,e,n).format(r)}var et=120;function X(t){let{subject:e,row:r,details:i,error:n,status:o}=t,a=!i&&!n&&!(r&&Ge(r)),s=!r&&!e.item,l=n||(s&&!a?t.text("gone"):"");return c`${s?"":tt(t)} ${F(t)}
<div role="alert">${l?c`<p class="error">${l}</p>`:""}</div>
<div role="status">${o?c`<p>${o}</p>`:""}</div>
${a?dt(t):c`${nt(t)} ${at(t)} ${st(t)}`}`}function tt(t){let{row:e,server:r,subject:i}=t,{item:n,heading:o}=i,a=r?.libraries?.find(({id:l})=>l===(n?.library_id??e?.library_id)),s=Je(n?.type??e?.media?.type??a?.type);return c`<div class="top">
<div class="art">${Ze(t,n?.artwork??e?.artwork,s,et,r?.online)}</div>
<div class="text">${o?rt(t):e?it(t,e):""}</div>
</div>`}function rt({subject:t,text:e,clock:r}){let{heading:i,badges:n,described:o}=t,a=o?B(o,r):"",s=o?.rating?c`<span role="img" aria-label=${W(o,e,r.language)}
>★ ${S(o.rating,r.language)}</span
>`:"";return c`<h3><bdi>${i}</bdi></h3>
${a||s?c`<p class="line">${a}${a&&s?" · ":""}${s}</p>`:""}
${Y(n)} ${o?.summary?c`<p class="summary">${o.summary}</p>`:""}`}function it({hass:t,localize:e,text:r,server:i,subject:n,isStopped:o},a){let{label:s,tone:l}=Qe(a,i?.scanning??[]),d=`component.plex_arrivals.entity.event.delivery.state_attributes.reason.state.${a.reason}`,p=o?r("stopped"):Xe(a,s,e).join(" ");return c`<h3 class=${o?"neutral":l}>${p}</h3>
${a.library?c`<p class="line">${a.library}</p>`:""}
${Y(n.badges)}
${Ke(a)?c`<p class="summary">${t.localize(d)||a.explanation}</p>`:""}`}function Y(t){return t.length?c`<p class="badges">${t.map(e=>c`<span>${e}</span>`)}</p>`:""}function nt(t){let{details:e,row:r,server:i,isStopped:n}=t,o=U(t,n?null:r,e?.steps??[],i);return o.length?c`<ol class="story" aria-label=${t.text("story")}>
${o.map(ot)}
</ol>`:""}function ot({label:t,text:e,tone:r,time:i,at:n,isCurrent:o}){return c`<li class=${r} aria-current=${o?"step":"false"}>
<i class="dot"></i>
<span class="label">${t}</span>
<time class="line" title=${n}>${i}</time>
${e?c`<bdi class="line">${e}</bdi>`:""}
</li>`}function at({subject:{pack:t,title:e},localize:r}){if(!t)return"";let i=Ve(t).items-t.items.length;return c`<ul class="items" aria-label=${e}>
${t.items.map(n=>{let o=Ue(n,r),s=o&&!e.includes(o)?c`<span class="detail">${o}</span>`:"";return c`<li>${Ye(n.url,"item",c`${s}<bdi>${n.title}</bdi>`)}</li>`})}
${i>0?c`<li class="line">${r("more",{n:i})}</li>`:""}
</ul>`}function st(t){let e=O(t,t.subject,t.row,t.details);return e.length?c`<dl class="facts">${e.map(lt)}</dl>`:""}function lt({label:t,values:e,isCode:r}){return c`<div>
<dt>${t}</dt>
${e.map(i=>c`<dd class=${r?"code":""}><bdi>${i}</bdi></dd>`)}
</div>`}function dt({localize:t}){return c`<div class="skeleton" role="status" aria-label=${t("loading")}>
${[72,58,64,40].map(e=>c`<i style="width:${e}%"></i>`)}
</div>`}var pt=new Set(["unknown_command","unknown_error","invalid_format"]),k=(t,e)=>({translation_domain:"plex_arrivals",translation_key:t,translation_placeholders:e??void 0});async function D(t,e,r,i){let{code:n,message:o,translation_domain:a,translation_key:s,translation_placeholders:l}=e??{};if(a&&s){let p=(await t.loadBackendTranslation?.("exceptions",a).catch(()=>{}))?.(`component.${a}.exceptions.${s}.message`,l);if(p)return p}return n==="not_found"?r("gone"):n&&!pt.has(n)&&o||i}function Z({target:t,row:e},{running:r=[],deliveries:i=[]}={},n=null){let{entryId:o,runningId:a,deliveryId:s=n?.delivery_id}=t;if(!a){let p=i.find(({delivery_id:u})=>u===s)??n;return{target:t,row:p,isStopped:!1}}let l=r.find(({id:p})=>p===a);if(l||!e)return{target:t,row:l??null,isStopped:!1};let d=i.find(p=>ct(p,e));return d?{target:{entryId:o,deliveryId:d.delivery_id},row:d,isStopped:!1}:{target:t,row:e,isStopped:!0}}function ct({download:t},{download:{hash:e,path:r,name:i}}){return e?t.hash===e:t.path===r&&t.name===i}import{getLocalize as ie,itemTitle as gt}from"./plex-arrivals-card.js";import{getLocalizeOf as mt}from"./plex-arrivals-card.js";var Q={close:"Schließen",play_on:"Auf {player} abspielen",players:"Abspielen auf …",playing:"{title} wird auf {player} abgespielt",no_players:"Dafür gibt es keinen Player",open_client:"In {client} öffnen",story:"Was geschah",stopped:"Wird nicht mehr heruntergeladen",downloaded:"Heruntergeladen",asked_for:"gewünscht von {names}",imported:"Importiert",imported_by:"Von {importer} importiert",replaces:"ersetzt {quality}",scanned:"Gescannt",skipped:"Nicht für Plex",file:"Datei",files:"Dateien",release:"Release",path:"Pfad",not_in_plex:"Nicht in Plex",seeding:"Seeding",ratio:"Ratio {ratio}",seeding_for:"seit {time}",not_in_client:"nicht mehr in {client}",rating:"Bewertung: {rating}",gone:"Dies gibt es nicht mehr",repairs:"Reparaturen öffnen",open_importer:"{importer} öffnen",action:"Aktion",webhook:"Webhook"};var J={close:"Close",play_on:"Play on {player}",players:"Play on …",playing:"{title} is playing on {player}",no_players:"There is no player for this",open_client:"Open in {client}",story:"What happened",stopped:"No longer downloading",downloaded:"Downloaded",asked_for:"asked for by {names}",imported:"Imported",imported_by:"Imported by {importer}",replaces:"replaces {quality}",scanned:"Scanned",skipped:"Not for Plex",file:"File",files:"Files",release:"Release",path:"Path",not_in_plex:"Not in Plex",seeding:"Seeding",ratio:"ratio {ratio}",seeding_for:"for {time}",not_in_client:"no longer in {client}",rating:"Rating: {rating}",gone:"This is no longer there",repairs:"Open repairs",open_importer:"Open {importer}",action:"Action",webhook:"Webhook"};var ee={close:"Cerrar",play_on:"Reproducir en {player}",players:"Reproducir en …",playing:"{title} se reproduce en {player}",no_players:"No hay ningún reproductor para esto",open_client:"Abrir en {client}",story:"Lo que ha pasado",stopped:"Ya no se descarga",downloaded:"Descargado",asked_for:"pedido por {names}",imported:"Importado",imported_by:"Importado por {importer}",replaces:"sustituye a {quality}",scanned:"Escaneado",skipped:"No es para Plex",file:"Archivo",files:"Archivos",release:"Release",path:"Ruta",not_in_plex:"No están en Plex",seeding:"Compartición",ratio:"ratio {ratio}",seeding_for:"desde hace {time}",not_in_client:"ya no está en {client}",rating:"Valoración: {rating}",gone:"Esto ya no existe",repairs:"Abrir reparaciones",open_importer:"Abrir {importer}",action:"Acción",webhook:"Webhook"};var te={close:"Fermer",play_on:"Lire sur {player}",players:"Lire sur …",playing:"{title} est lu sur {player}",no_players:"Aucun lecteur pour ceci",open_client:"Ouvrir dans {client}",story:"Ce qui s’est passé",stopped:"Le téléchargement n’est plus en cours",downloaded:"Téléchargé",asked_for:"demandé par {names}",imported:"Importé",imported_by:"Importé par {importer}",replaces:"remplace {quality}",scanned:"Analysé",skipped:"Pas pour Plex",file:"Fichier",files:"Fichiers",release:"Release",path:"Chemin",not_in_plex:"Pas dans Plex",seeding:"Partage",ratio:"ratio {ratio}",seeding_for:"depuis {time}",not_in_client:"n’est plus dans {client}",rating:"Note : {rating}",gone:"Ceci n’existe plus",repairs:"Ouvrir les réparations",open_importer:"Ouvrir {importer}",action:"Action",webhook:"Webhook"};var re={close:"Sluiten",play_on:"Afspelen op {player}",players:"Afspelen op …",playing:"{title} wordt afgespeeld op {player}",no_players:"Hiervoor is er geen speler",open_client:"Openen in {client}",story:"Wat er gebeurde",stopped:"Wordt niet meer gedownload",downloaded:"Gedownload",asked_for:"aangevraagd door {names}",imported:"Geïmporteerd",imported_by:"Geïmporteerd door {importer}",replaces:"vervangt {quality}",scanned:"Gescand",skipped:"Niet voor Plex",file:"Bestand",files:"Bestanden",release:"Release",path:"Pad",not_in_plex:"Niet in Plex",seeding:"Seeden",ratio:"ratio {ratio}",seeding_for:"al {time}",not_in_client:"niet meer in {client}",rating:"Beoordeling: {rating}",gone:"Dit is er niet meer",repairs:"Reparaties openen",open_importer:"{importer} openen",action:"Actie",webhook:"Webhook"};var ut={en:J,de:Q,fr:te,nl:re,es:ee},v=t=>mt(ut,t);async function R(t,e,r,i){N(i);let n={config_entry_id:e,rating_key:r.rating_key,entity_id:i.entity_id};await t.callService("plex_arrivals","play",n,void 0,!1);let o=t.locale?.language??t.language,a=gt(r,ie(o));return v(o)("playing",{title:a,player:i.name})}async function ft(t,e,r){let i=e.locale?.language??e.language,n=v(i);t.ariaBusy="true";try{let{item:o,players:a,problem:s,problem_placeholders:l}=await I(e,r);if(t.ariaBusy=null,s)throw k(s,l);if(!o||!a.length){P(t,n("no_players"));return}let d=b(a)??await w(t,e,a,n("players"));if(!d)return;t.ariaBusy="true",P(t,await R(e,r.entryId,o,d))}catch(o){P(t,await D(e,o,n,ie(i)("failed")))}finally{t.ariaBusy=null}}function I(t,{entryId:e,deliveryId:r,ratingKey:i}){return t.callWS({type:"plex_arrivals/details",entry_id:e,...r?{delivery_id:r}:{rating_key:i}})}function P(t,e){t.dispatchEvent(new CustomEvent("hass-notification",{detail:{message:e},bubbles:!0,composed:!0}))}import{css as ht}from"./plex-arrivals-card.js";var ne=ht`
:host {
display: contents;
}
dialog {
width: min(560px, 95vw);
max-width: none;
max-height: min(880px, calc(100dvh - 48px));
margin: auto;
padding: 0;
border: 0;
overflow: hidden;
border-radius: var(--ha-dialog-border-radius, var(--ha-border-radius-3xl, 24px));
background: var(--ha-dialog-surface-background, var(--card-background-color, #fff));
box-shadow: var(--dialog-box-shadow, 0 8px 30px rgb(0 0 0 / 30%));
color: var(--text);
font-family: var(--ha-font-family-body, Roboto, "Noto Sans", sans-serif);
font-size: var(--ha-font-size-m, 14px);
line-height: 20px;
transition:
opacity 200ms,
transform 200ms;
}
dialog[open] {
display: flex;
}
dialog::backdrop {
background: var(--mdc-dialog-scrim-color, rgb(0 0 0 / 50%));
backdrop-filter: var(--ha-dialog-scrim-backdrop-filter, var(--dialog-backdrop-filter, none));
}
@starting-style {
dialog[open] {
opacity: 0;
transform: translateY(24px);
}
}
.surface {
display: flex;
flex-direction: column;
flex: 1;
min-width: 0;
container-type: inline-size;
}
header {
display: flex;
gap: 8px;
align-items: center;
padding: 12px 20px 4px 12px;
}
:host(:dir(rtl)) header {
padding: 12px 12px 4px 20px;
}
h2 {
margin: 0;
flex: 1;
overflow: hidden;
text-overflow: ellipsis;
white-space: nowrap;
font-size: var(--ha-font-size-xl, 20px);
line-height: 28px;
font-weight: var(--ha-font-weight-normal, 400);
}
.close {
display: grid;
place-items: center;
flex: none;
width: 40px;
height: 40px;
border: 0;
border-radius: 50%;
background: none;
color: var(--secondary-text);
cursor: pointer;
}
.body {
display: grid;
grid-template-columns: minmax(0, 1fr);
gap: 16px;
align-content: start;
flex: 1;
min-height: 0;
overflow: hidden auto;
overscroll-behavior: contain;
outline: none;
padding: 8px 20px 20px;
scrollbar-width: thin;
}
/* Not hidden, so that screen readers speak what is added. */
.body > :is([role="alert"], [role="status"]):empty {
position: absolute;
}
.top {
display: grid;
grid-template-columns: 120px minmax(0, 1fr);
gap: 16px;
}
.art {
align-self: start;
--mdc-icon-size: 40px;
}
h3 {
font-size: var(--ha-font-size-l, 18px);
line-height: 24px;
font-weight: var(--ha-font-weight-medium, 500);
overflow-wrap: anywhere;
}
p.line {
margin-top: 4px;
white-space: normal;
}
.badges {
display: flex;
flex-wrap: wrap;
gap: 4px;
margin-top: 8px;
}
.badges span {
padding: 0 6px;
border-radius: 4px;
background: var(--placeholder);
color: var(--secondary-text);
font-size: 11px;
line-height: 18px;
font-weight: var(--ha-font-weight-medium, 500);
letter-spacing: 0.2px;
}
.summary {
margin-top: 8px;
color: var(--secondary-text);
}
.actions {
display: flex;
flex-wrap: wrap;
gap: 8px;
}
.split {
display: flex;
min-width: 0;
}
.action {
display: inline-flex;
align-items: center;
justify-content: center;
gap: 6px;
min-width: 0;
min-height: 40px;
box-sizing: border-box;
padding: 4px 16px;
border: 1px solid var(--divider-color, var(--unfilled));
border-radius: 20px;
background: none;
color: var(--link);
font: inherit;
font-weight: var(--ha-font-weight-medium, 500);
cursor: pointer;
--mdc-icon-size: 20px;
}
.action span {
overflow: hidden;
text-overflow: ellipsis;
white-space: nowrap;
}
.action:has(ha-icon:first-child) {
padding-inline-start: 12px;
}
.action:has(ha-icon:last-child) {
padding-inline-end: 10px;
}
.action.primary {
border-color: transparent;
background: var(--link);
color: var(--card-background-color, #fff);
}
.action[aria-disabled="true"] {
opacity: 0.5;
cursor: default;
}
.split .action:first-child:not(:last-child) {
border-start-end-radius: 0;
border-end-end-radius: 0;
}
.split .action + .action {
padding: 4px 6px;
border-inline-start: 0;
border-start-start-radius: 0;
border-end-start-radius: 0;
}
.action:focus-visible {
outline-offset: 2px;
}
.story,
.items,
.facts {
list-style: none;
margin: 0;
padding: 0;
}
.story li {
display: grid;
grid-template-columns: 16px minmax(0, 1fr) auto;
column-gap: 12px;
padding-bottom: 12px;
position: relative;
}
.story li:last-child {
padding-bottom: 0;
}
/* The line from one step to the next. */
.story li:not(:last-child)::before {
content: "";
position: absolute;
inset-inline-start: 7px;
top: 20px;
bottom: 0;
width: 2px;
border-radius: 1px;
background: var(--unfilled);
}
.dot {
width: 10px;
height: 10px;
margin: 5px 3px;
box-sizing: border-box;
border-radius: 50%;
background: currentColor;
}
[aria-current="step"] .dot {
border: 2px solid currentColor;
background: none;
}
.neutral .dot {
color: var(--secondary-text);
}
.story .label {
color: var(--text);
}
.story bdi {
grid-column: 2 / -1;
white-space: normal;
overflow-wrap: anywhere;
}
time {
align-self: center;
font-variant-numeric: tabular-nums;
}
.item {
display: flex;
gap: 8px;
align-items: center;
min-height: 32px;
border-radius: 4px;
}
.detail {
flex: none;
color: var(--secondary-text);
font-variant-numeric: tabular-nums;
}
.facts > div {
display: grid;
grid-template-columns: clamp(72px, 20cqi, 100px) minmax(0, 1fr);
gap: 4px 12px;
font-size: 13px;
}
.facts > div + div {
margin-top: 4px;
}
dt {
color: var(--secondary-text);
}
dd {
grid-column: 2;
margin: 0;
overflow-wrap: anywhere;
}
.code {
font-family: var(--ha-font-family-code, ui-monospace, monospace);
font-size: 12px;
}
.skeleton {
display: grid;
gap: 16px;
}
.skeleton i {
height: 12px;
border-radius: 6px;
background: var(--placeholder);
}
@media (hover: hover) {
.action:hover:not([aria-disabled="true"]),
.close:hover {
background-color: color-mix(in srgb, currentColor 8%, transparent);
}
.action.primary:hover {
background-color: color-mix(in srgb, var(--link) 88%, var(--text));
}
.item:hover bdi {
text-decoration: underline;
}
}
/* A sheet at the bottom, as Home Assistant shows dialogs on phones. */
@media (max-width: 450px), (max-height: 500px) {
dialog {
width: 100%;
max-height: calc(100dvh - 48px);
margin-bottom: 0;
border-radius: var(--ha-dialog-border-radius, var(--ha-border-radius-2xl, 20px))
var(--ha-dialog-border-radius, var(--ha-border-radius-2xl, 20px)) 0 0;
}
.body {
padding: 4px 16px calc(16px + var(--safe-area-inset-bottom, 0px));
}
.top {
grid-template-columns: 96px minmax(0, 1fr);
}
}
`;import{countText as yt,deliveryCounts as xt,isRunning as bt,itemName as vt,rowBadges as _t,rowTitle as wt}from"./plex-arrivals-card.js";function oe(t,e,r,i,n){let o=e&&!bt(e)?e:null,a=t.ratingKey?null:o,s=a&&a.items.length>1?a:null,l=t.ratingKey??(s?void 0:a?.items[0]?.rating_key),d=({rating_key:m})=>m===l,p=r?.item??i.find(d)??o?.items.find(d)??null,u=s?.items.some(({type:m})=>m===p?.type)?null:p;return{title:p&&!s?vt(p):e?wt(e,n):n("name"),heading:s?yt(s.items,xt(s).items,n):p?H(p,n):"",badges:p&&!s?M(p):e?_t(e):[],item:p,described:u,url:r?.problem==="item_gone"?null:p?.url??a?.url??null,files:!s&&p?.files||[],delivery:a,pack:s}}var Et=3e4;function Ct(t,e,r){let i=t.shadowRoot??t;i.querySelector(y.tag)?.remove();let n=document.createElement(y.tag);n.hass=e,n.target=r,i.append(n)}var y=class t extends Pt{static{this.tag="plex-arrivals-details"}static{this.styles=[kt,Rt,ne]}static{this.properties={_details:{state:!0},_error:{state:!0},_status:{state:!0},_isPending:{state:!0}}}#t;#n;#o;#e;#r=0;connectedCallback(){super.connectedCallback(),this._error=this._status="",this._isPending=!1,this.#t=$t(this.hass.connection,this.target.entryId),this.#n=this.#t.addListener(()=>this.#g()),this.#e={target:this.target,row:null,isStopped:!1},this.#s(),this.#p(),this.#o=setInterval(()=>document.hidden||this.requestUpdate(),Et),history.pushState({...history.state,[t.tag]:!0},""),addEventListener("popstate",this.#i)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener("popstate",this.#i),this.#n?.(),clearInterval(this.#o),this.#r++}firstUpdated(){this.#a.showModal()}get#a(){return this.renderRoot.querySelector("dialog")}#i=()=>this.#a.close();#u(){history.state?.[t.tag]&&history.back(),this.remove()}get#d(){return this.#t?.state.data[this.target.entryId]}#s(){this.#e=Z(this.#e,this.#d,this._details?.delivery)}#g(){let e=ae(this.#e.row);this.#s(),ae(this.#e.row)!==e&&this.#p(),this.requestUpdate()}async#p(){let{target:e}=this.#e;if(e.runningId)return;let r=++this.#r;try{let i=await I(this.hass,e);if(r!==this.#r)return;this._details=i,this._error="",this.#s(),i.problem&&await this.#l(k(i.problem,i.problem_placeholders))}catch(i){r===this.#r&&await this.#l(i)}}async#l(e){let{text:r,localize:i}=this.#m;this._error=await D(this.hass,e,r,i("failed"))}async#c(e){if(!this._isPending){this._isPending=!0,this._error=this._status="";try{await e()}catch(r){await this.#l(r)}finally{this._isPending=!1}}}#f(e,r){this.#c(async()=>{let i={config_entry_id:this.target.entryId,delivery_id:r};await this.hass.callService("plex_arrivals",e,i,void 0,!1),e==="dismiss_delivery"&&this.#i()})}#h(e,r){this.#c(async()=>{this._status=await R(this.hass,this.target.entryId,e,r)})}get#m(){let e=this.hass.locale??{language:this.hass.language},r={locale:e,language:It(e.language),timeZone:this.hass.config.time_zone,now:Date.now()};return{localize:Dt(e.language),text:v(e.language),clock:r}}render(){let{target:e,row:r,isStopped:i}=this.#e,n=this.#d?.server,o=this.#m,a=oe(e,r,this._details,n?.recently_added??[],o.localize),s={...o,hass:this.hass,server:n,subject:a,row:r,isStopped:i,details:this._details,error:this._error,status:this._status,isPending:this._isPending,act:(l,d)=>this.#f(l,d),play:(l,d)=>this.#h(l,d),choosePlayer:(l,d)=>w(l,this.hass,d,o.text("players"))};return Tt`<dialog
aria-labelledby="title"
@close=${()=>this.#u()}
@click=${l=>l.target===this.#a&&this.#i()}
>
<div class="surface">
<header>
<button class="close" aria-label=${s.text("close")} @click=${this.#i}>
<ha-icon .icon=${"mdi:close"}></ha-icon>
</button>
<h2 id="title" title=${a.title}><bdi>${a.title}</bdi></h2>
</header>
<div class="body" tabindex="-1">${X(s)}</div>
</div>
</dialog>`}};function ae(t){return t?St(t)?t.state:[t.state,t.reason,t.updated_at,t.tried.length].join():""}for(let t of[y,x])customElements.get(t.tag)||customElements.define(t.tag,t);export{Ct as openDialog,ft as playFrom};
