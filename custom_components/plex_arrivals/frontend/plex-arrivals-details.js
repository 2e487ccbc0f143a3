import{base as Dt,getLocalize as Pt,getStoreWith as Tt,html as St,isRunning as T,LitElement as Rt,posters as Et,rowId as It,supportedLanguage as Ct}from"./plex-arrivals-card.js";import{countText as Je,deliveryCounts as te,html as d,isFailed as et,isRunning as C,itemDetail as tt,itemName as rt,labelTexts as it,renderLink as nt,renderPoster as at,rowBadges as ot,rowStatus as st,rowTitle as I,typeIcon as lt}from"./plex-arrivals-card.js";import{html as g,isBlocked as fe,isRunning as xe,playableKey as be,renderLink as S,safeUrl as R}from"./plex-arrivals-card.js";var me={nzbget:"NZBGet",qbittorrent:"qBittorrent",sabnzbd:"SABnzbd",synology_dsm:"Synology"};function y({download:e},t){let{source:r,source_name:i}=e;return r==="action"||r==="webhook"?t(r):i||(me[r]??r.charAt(0).toUpperCase()+r.slice(1).replaceAll("_"," "))}import{css as ue,html as ge,LitElement as he}from"./plex-arrivals-card.js";var B="plex-arrivals-player",f=4;function v(e){let t=M()?.getItem(B);return e.find(({entity_id:r})=>r===t)}function H({entity_id:e}){M()?.setItem(B,e)}function M(){try{return localStorage}catch{return}}function w(e,t,r,i){let n=document.createElement(b.tag);return Object.assign(n,{hass:t,players:r,label:i,current:v(r)}),n.open(e)}var b=class extends he{static{this.tag="plex-arrivals-players"}static{this.styles=ue`
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
`}static{this.properties={hass:{},players:{},label:{},current:{}}}#t;async open(t){return this.popover="auto",this.setAttribute("role","menu"),this.ariaLabel=this.label,t.after(this),await this.updateComplete,this.showPopover(),this.#r(t.getBoundingClientRect()),this.#e(this.players.findIndex(r=>r===this.current)),await new Promise(r=>this.addEventListener("toggle",i=>i.newState==="closed"&&r())),this.remove(),t.focus({preventScroll:!0}),this.#t}render(){return this.players.map(t=>ge`<button
role="menuitemradio"
aria-checked=${t===this.current?"true":"false"}
tabindex="-1"
@click=${()=>this.#n(t)}
@keydown=${r=>this.#a(r)}
>
<ha-icon .icon=${t===this.current?"mdi:check":"mdi:television"}></ha-icon>
<span>${t.name}<small>${ye(this.hass,t)}</small></span>
</button>`)}#n(t){this.#t=t,this.hidePopover()}#a(t){let r=[...this.renderRoot.querySelectorAll("button")],i=r.indexOf(t.currentTarget),n=r.length-1,s={ArrowDown:i===n?0:i+1,ArrowUp:i?i-1:n,Home:0,End:n};t.key==="Tab"&&this.hidePopover(),t.key in s&&(t.preventDefault(),this.#e(s[t.key]))}#e(t){this.renderRoot.querySelectorAll("button")[Math.max(t,0)]?.focus()}#r({top:t,bottom:r,left:i,right:n}){let{width:s,height:a}=this.getBoundingClientRect(),o=r+f+a<=innerHeight||t<innerHeight-r,l=getComputedStyle(this).direction==="rtl"?i:n-s;this.style.top=`${o?r+f:Math.max(t-f-a,f)}px`,this.style.left=`${Math.min(Math.max(l,f),innerWidth-s-f)}px`}};function ye(e,{state:t}){let i=t==="unavailable"||t==="unknown"?`state.default.${t}`:`component.media_player.entity_component._.state.${t}`;return e.localize(i)||t}function q(e){let{row:t,details:r,localize:i,text:n,server:s}=e,a=_(e),o=t&&!xe(t)?t:null,p=r?.problem==="item_gone"?null:o?.state==="available"&&o.url||a?.url,c=R(t?.download.client_url),u=r?.players??[],h=[R(p)&&S(p,"action primary",i("view")),a&&u.length&&ve(e,o&&be(o)||a.rating_key,a.title,u),t&&c&&S(c,"action",n("open_client",{client:y(t,n)})),...o&&s?.can_manage?_e(e,o):[]].filter(Boolean);return h.length?g`<div class="actions">${h}</div>`:""}function ve(e,t,r,i){let{text:n,isPending:s}=e,a=v(i)??(i.length===1?i[0]:void 0),o=async u=>{let h=u.currentTarget,m=await e.choosePlayer(h,i);m&&e.play(t,r,m)},l=g`<ha-icon .icon=${"mdi:menu-down"}></ha-icon>`,p=g`<ha-icon .icon=${"mdi:play"}></ha-icon>`,c=s?"true":"false";return a?g`<div class="split">
<button class="action" aria-disabled=${c} @click=${()=>e.play(t,r,a)}>
${p}<span>${n("play_on",{player:a.name})}</span>
</button>
${i.length>1?g`<button class="action" aria-haspopup="menu" aria-label=${n("players")} @click=${o}>
${l}
</button>`:""}
</div>`:g`<button class="action" aria-haspopup="menu" aria-disabled=${c} @click=${o}>
${p}<span>${n("players")}</span>${l}
</button>`}function _e(e,t){let{localize:r,text:i,isPending:n,act:s}=e,a=o=>g`<button
class="action"
aria-disabled=${n?"true":"false"}
@click=${()=>s(`${o}_delivery`,t.delivery_id)}
>
${r(o)}
</button>`;return[...ke(t)?[a("retry"),a("dismiss")]:[],fe(t)&&R(t.importer_url)&&S(t.importer_url,"action",i("open_importer",{importer:t.importer??""})),t.repair&&g`<a class="action" href="/config/repairs">${i("repairs")}</a>`]}function ke({state:e,reason:t}){return e==="unmatched"||e==="missing"?!0:e==="waiting"&&(t==="import_blocked"||t==="import_awaited")}import{formatDuration as we,getFormat as O,itemDetail as $e,itemName as De,qualityNames as Pe}from"./plex-arrivals-card.js";var W=3,Te=" ";function V(e,t){let r=$e(e,t);return["movie","show"].includes(e.type)?e.year?`${e.title} (${e.year})`:e.title:e.type==="episode"?[r,e.title].filter(Boolean).join(" · "):e.type==="season"?r||e.title:[e.show,e.year].filter(Boolean).join(" · ")||De(e)}function j(e,t){return[e.duration?we(e.duration,t.language):"",e.genres?.slice(0,3).join(", ")].filter(Boolean).join(" · ")}function E(e,t){return O(Intl.NumberFormat,t,{minimumFractionDigits:1,maximumFractionDigits:1}).format(e)}function K(e){let t=e.audio_languages??[],r=t.slice(0,W).join(" · "),i=t.length-W;return[...Pe(e),i>0?`${r} +${i}`:r].filter(Boolean)}function G(e,t){let r=["byte","kilobyte","megabyte","gigabyte","terabyte"],i=Math.min(Math.floor(Math.log10(Math.max(e,1))/3),r.length-1),n={style:"unit",unit:r[i],unitDisplay:"short",maximumFractionDigits:1};return O(Intl.NumberFormat,t,n).format(e/1e3**i).replace(" ",Te)}function U(e){return e.split(/[\\/]/).filter(Boolean).at(-1)??e}var X=(e,t,r)=>t("rating",{rating:E(e.rating,r)});import{deliveryCounts as Se,formatDuration as Re,getFormat as Ee,isFailed as Ie,isRunning as Ce,qualityNames as Ne}from"./plex-arrivals-card.js";var Ae=5;function Y(e,t,r){let{localize:i,text:n,clock:s}=e,a=t&&!Ce(t)?t:null,l=(a?.items.length??0)>1?[]:r?.item?.files??[],p=l.map(m=>[U(m.path),...l.length>1?Ne(m):[],m.size&&G(m.size,s.language)].filter(Boolean).join(" · ")),c=(m,F=m.length)=>{let k=m.slice(0,Ae);return F>k.length?[...k,i("more",{n:F-k.length})]:k},u=a&&(a.tried.length>1||Ie(a))?Le(a):[];return[{label:n(p.length>1?"files":"file"),values:c(p),isCode:!0},{label:n("not_in_plex"),values:a?c(a.missing_files,Se(a).missing):[],isCode:!0},{label:n("release"),values:t?.download.name?[t.download.name]:[],isCode:!0},{label:n("path"),values:a&&!r?.item?[a.download.path]:[],isCode:!0},{label:n("scanned"),values:c(u),isCode:!0},{label:a?.importer??"",values:a?.messages??[]},{label:n("seeding"),values:t&&r?.client?[ze(e,t,r.client)]:[]}].map(m=>({...m,values:m.values.filter(Boolean)})).filter(({values:m})=>m.length)}function Le({tried:e,library:t}){return[...new Set(e.map(({folder:r,library_id:i})=>r??t??i))]}function ze({text:e,clock:t},r,i){if(!i.present)return e("not_in_client",{client:y(r,e)});let n=i.ratio!=null&&Ee(Intl.NumberFormat,t.language,{maximumFractionDigits:2}).format(i.ratio);return[n&&e("ratio",{ratio:n}),i.seeding_time!=null&&e("seeding_for",{time:Re(i.seeding_time,t.language)})].filter(Boolean).join(", ")}import{absoluteTime as Z,formatDuration as Q,formatPercent as Fe,foundText as Be,getFormat as He,isFailed as Me,isRunning as J,labelTexts as qe,lookText as We,reasonText as Oe,replacedQuality as Ve,rowStatus as je}from"./plex-arrivals-card.js";var Ke={missing:"error",unmatched:"warning",skipped:"neutral"};function ee(e,t,r,i){let{clock:n}=e,s,a=r.map(o=>{let{step:l,at:p}=o,c=p?Date.parse(p):NaN,u=!Number.isNaN(c),h=s===void 0?void 0:c-s;return u&&(s=c),{label:Ye(e,o),text:t&&!J(t)?Ze(e,o,t):"",tone:Ke[l]??"ok",time:u?Ge(p,h,n):"",at:u?Z(p,n):"",isCurrent:!1}});return t&&!Ue(t)?[...a,Xe(e,t,i)]:a}function Ge(e,t,r){return t===void 0?Z(e,r,!0):`+ ${Qe(t,r.language)}`}function Ue(e){return e.state==="available"||Me(e)}function Xe({localize:e,clock:t},r,i){let{label:n,tone:s}=je(r,i?.scanning??[]),a=i?.libraries?.find(({id:l})=>l===r.library_id),o=J(r)?[r.progress!=null&&Fe(r.progress,t.language),r.time_left!=null&&e("time_left",{time:Q(r.time_left,t.language)})]:[r.reason&&Oe(r,r.reason,e),Be(r,e,a?.type),r.state==="scanning"&&We(r,e,t)];return{label:qe(r,n,e).join(" "),text:o.filter(Boolean).join(" · "),tone:s,time:"",at:"",isCurrent:!0}}function Ye({localize:e,text:t},{step:r,text:i}){switch(r){case"imported":return i?t("imported_by",{importer:i}):t("imported");case"downloaded":case"scanned":case"skipped":return t(r);default:return e(r)}}function Ze({text:e},{step:t,text:r},i){let{requested_by:n,library:s}=i,a=Ve(i);return({downloaded:[r||y(i,e),n?.length&&e("asked_for",{names:n.join(", ")})],imported:[a&&e("replaces",{quality:a})],scanned:[s,r!==s&&r]}[t]??[]).filter(Boolean).join(" · ")}function Qe(e,t){let r=Math.max(e,0)/1e3;if(r>=10)return Q(r,t);let n={style:"unit",unit:"second",unitDisplay:"short",maximumFractionDigits:r<1?1:0};return He(Intl.NumberFormat,t,n).format(r)}var dt=120;function _({details:e,recent:t,row:r}){if(e?.item??t)return e?.item??t;let[i,n]=r&&!C(r)?r.items:[];return i&&!n?{...i,library:null,library_id:null,added_at:null}:null}function N(e){let t=_(e);return t&&!$(e.row)?rt(t):e.row?I(e.row,e.localize):e.localize("name")}function re(e){let{row:t,details:r,error:i,status:n}=e,s=!r&&!i&&!(t&&C(t)),a=!t&&!_(e),o=i||(a&&!s?e.text("gone"):"");return d`${a?"":pt(e)} ${q(e)}
<div role="alert">${o?d`<p class="error">${o}</p>`:""}</div>
<div role="status">${n?d`<p>${n}</p>`:""}</div>
${s?xt(e):d`${ut(e)} ${ht(e)} ${yt(e)}`}`}function $(e){return e!==null&&!C(e)&&e.items.length>1}function pt(e){let{row:t,server:r}=e,i=_(e),n=r?.libraries?.find(({id:a})=>a===(t?.library_id??i?.library_id)),s=lt(i?.type??t?.media?.type??n?.type);return d`<div class="top">
<div class="art">${at(e,i?.artwork??t?.artwork,s,dt,r?.online)}</div>
<div class="text">${i?ct(e,i):t?mt(e,t):""}</div>
</div>`}function ct({row:e,localize:t,text:r,clock:i},n){let s=$(e)&&["episode","track"].includes(n.type),{rating:a}=n,o=s?"":j(n,i),l=a&&!s?d`<span role="img" aria-label=${X(n,r,i.language)}
>★ ${E(a,i.language)}</span
>`:"",p=$(e)?Je(e.items,te(e).items,t):V(n,t);return d`<h3><bdi>${p}</bdi></h3>
${o||l?d`<p class="line">${o}${o&&l?" · ":""}${l}</p>`:""}
${ie(K(n))}
${n.summary&&!s?d`<p class="summary">${n.summary}</p>`:""}`}function mt({hass:e,localize:t,server:r},i){let{label:n,tone:s}=st(i,r?.scanning??[]),a=`component.plex_arrivals.entity.event.delivery.state_attributes.reason.state.${i.reason}`;return d`<h3 class=${s}>${it(i,n,t).join(" ")}</h3>
${i.library?d`<p class="line">${i.library}</p>`:""}
${ie(ot(i))}
${et(i)?d`<p class="summary">${e.localize(a)||i.explanation}</p>`:""}`}function ie(e){return e.length?d`<p class="badges">${e.map(t=>d`<span>${t}</span>`)}</p>`:""}function ut(e){let{details:t,row:r,server:i}=e,n=ee(e,r,t?.steps??[],i);return n.length?d`<ol class="story" aria-label=${e.text("story")}>
${n.map(gt)}
</ol>`:""}function gt({label:e,text:t,tone:r,time:i,at:n,isCurrent:s}){return d`<li class=${r} aria-current=${s?"step":"false"}>
<i class="dot"></i>
<span class="label">${e}</span>
<time class="line" title=${n}>${i}</time>
${t?d`<bdi class="line">${t}</bdi>`:""}
</li>`}function ht({row:e,localize:t}){if(!$(e))return"";let r=te(e).items-e.items.length;return d`<ul class="items" aria-label=${I(e,t)}>
${e.items.map(i=>{let n=tt(i,t),a=n&&!I(e,t).includes(n)?d`<span class="detail">${n}</span>`:"";return d`<li>${nt(i.url,"item",d`${a}<bdi>${i.title}</bdi>`)}</li>`})}
${r>0?d`<li class="line">${t("more",{n:r})}</li>`:""}
</ul>`}function yt(e){let t=Y(e,e.row,e.details);return t.length?d`<dl class="facts">${t.map(ft)}</dl>`:""}function ft({label:e,values:t,isCode:r}){return d`<div>
<dt>${e}</dt>
${t.map(i=>d`<dd class=${r?"code":""}><bdi>${i}</bdi></dd>`)}
</div>`}function xt({localize:e}){return d`<div class="skeleton" role="status" aria-label=${e("loading")}>
${[72,58,64,40].map(t=>d`<i style="width:${t}%"></i>`)}
</div>`}var bt=new Set(["unknown_command","unknown_error","invalid_format"]),ne=(e,t)=>({translation_domain:"plex_arrivals",translation_key:e,translation_placeholders:t??void 0});async function D(e,t,r,i){let{code:n,message:s,translation_domain:a,translation_key:o,translation_placeholders:l}=t??{};if(a&&o){let c=(await e.loadBackendTranslation?.("exceptions",a).catch(()=>{}))?.(`component.${a}.exceptions.${o}.message`,l);if(c)return c}return n==="not_found"?r("gone"):n&&!bt.has(n)&&s||i}import{getLocalize as kt}from"./plex-arrivals-card.js";import{getLocalizeOf as vt}from"./plex-arrivals-card.js";var ae={close:"Schließen",play_on:"Auf {player} abspielen",players:"Abspielen auf …",playing:"{title} wird auf {player} abgespielt",no_players:"Dafür gibt es keinen Player",open_client:"In {client} öffnen",story:"Was geschah",downloaded:"Heruntergeladen",asked_for:"gewünscht von {names}",imported:"Importiert",imported_by:"Von {importer} importiert",replaces:"ersetzt {quality}",scanned:"Gescannt",skipped:"Nicht für Plex",file:"Datei",files:"Dateien",release:"Release",path:"Pfad",not_in_plex:"Nicht in Plex",seeding:"Seeding",ratio:"Ratio {ratio}",seeding_for:"seit {time}",not_in_client:"nicht mehr in {client}",rating:"Bewertung: {rating}",gone:"Dies gibt es nicht mehr",repairs:"Reparaturen öffnen",open_importer:"{importer} öffnen",action:"Aktion",webhook:"Webhook"};var oe={close:"Close",play_on:"Play on {player}",players:"Play on …",playing:"{title} is playing on {player}",no_players:"There is no player for this",open_client:"Open in {client}",story:"What happened",downloaded:"Downloaded",asked_for:"asked for by {names}",imported:"Imported",imported_by:"Imported by {importer}",replaces:"replaces {quality}",scanned:"Scanned",skipped:"Not for Plex",file:"File",files:"Files",release:"Release",path:"Path",not_in_plex:"Not in Plex",seeding:"Seeding",ratio:"ratio {ratio}",seeding_for:"for {time}",not_in_client:"no longer in {client}",rating:"Rating: {rating}",gone:"This is no longer there",repairs:"Open repairs",open_importer:"Open {importer}",action:"Action",webhook:"Webhook"};var se={close:"Cerrar",play_on:"Reproducir en {player}",players:"Reproducir en …",playing:"{title} se reproduce en {player}",no_players:"No hay ningún reproductor para esto",open_client:"Abrir en {client}",story:"Lo que ha pasado",downloaded:"Descargado",asked_for:"pedido por {names}",imported:"Importado",imported_by:"Importado por {importer}",replaces:"sustituye a {quality}",scanned:"Escaneado",skipped:"No es para Plex",file:"Archivo",files:"Archivos",release:"Release",path:"Ruta",not_in_plex:"No están en Plex",seeding:"Compartición",ratio:"ratio {ratio}",seeding_for:"desde hace {time}",not_in_client:"ya no está en {client}",rating:"Valoración: {rating}",gone:"Esto ya no existe",repairs:"Abrir reparaciones",open_importer:"Abrir {importer}",action:"Acción",webhook:"Webhook"};var le={close:"Fermer",play_on:"Lire sur {player}",players:"Lire sur …",playing:"{title} est lu sur {player}",no_players:"Aucun lecteur pour ceci",open_client:"Ouvrir dans {client}",story:"Ce qui s’est passé",downloaded:"Téléchargé",asked_for:"demandé par {names}",imported:"Importé",imported_by:"Importé par {importer}",replaces:"remplace {quality}",scanned:"Analysé",skipped:"Pas pour Plex",file:"Fichier",files:"Fichiers",release:"Release",path:"Chemin",not_in_plex:"Pas dans Plex",seeding:"Partage",ratio:"ratio {ratio}",seeding_for:"depuis {time}",not_in_client:"n’est plus dans {client}",rating:"Note : {rating}",gone:"Ceci n’existe plus",repairs:"Ouvrir les réparations",open_importer:"Ouvrir {importer}",action:"Action",webhook:"Webhook"};var de={close:"Sluiten",play_on:"Afspelen op {player}",players:"Afspelen op …",playing:"{title} wordt afgespeeld op {player}",no_players:"Hiervoor is er geen speler",open_client:"Openen in {client}",story:"Wat er gebeurde",downloaded:"Gedownload",asked_for:"aangevraagd door {names}",imported:"Geïmporteerd",imported_by:"Geïmporteerd door {importer}",replaces:"vervangt {quality}",scanned:"Gescand",skipped:"Niet voor Plex",file:"Bestand",files:"Bestanden",release:"Release",path:"Pad",not_in_plex:"Niet in Plex",seeding:"Seeden",ratio:"ratio {ratio}",seeding_for:"al {time}",not_in_client:"niet meer in {client}",rating:"Beoordeling: {rating}",gone:"Dit is er niet meer",repairs:"Reparaties openen",open_importer:"{importer} openen",action:"Actie",webhook:"Webhook"};var _t={en:oe,de:ae,fr:le,nl:de,es:se},P=e=>vt(_t,e);async function L(e,{entryId:t,ratingKey:r},i){H(i);let n={config_entry_id:t,rating_key:r,entity_id:i.entity_id};await e.callService("plex_arrivals","play",n,void 0,!1)}async function wt(e,t,r){let i=t.locale?.language??t.language,n=P(i);e.ariaBusy="true";try{let{entryId:s,ratingKey:a}=r,{players:o}=await z(t,{entryId:s,ratingKey:a});if(e.ariaBusy=null,!o.length){A(e,n("no_players"));return}let l=v(o)??await w(e,t,o,n("players"));if(!l)return;e.ariaBusy="true",await L(t,r,l),A(e,n("playing",{title:r.title,player:l.name}))}catch(s){A(e,await D(t,s,n,kt(i)("failed")))}finally{e.ariaBusy=null}}function z(e,{entryId:t,deliveryId:r,ratingKey:i}){return e.callWS({type:"plex_arrivals/details",entry_id:t,...r?{delivery_id:r}:{rating_key:i}})}function A(e,t){e.dispatchEvent(new CustomEvent("hass-notification",{detail:{message:t},bubbles:!0,composed:!0}))}import{css as $t}from"./plex-arrivals-card.js";var pe=$t`
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
`;var Nt=3e4;function At(e,t,r){let i=e.shadowRoot??e;i.querySelector(x.tag)?.remove();let n=document.createElement(x.tag);n.hass=t,n.target=r,i.append(n)}var x=class e extends Rt{static{this.tag="plex-arrivals-details"}static{this.styles=[Dt,Et,pe]}static{this.properties={target:{},_details:{state:!0},_error:{state:!0},_status:{state:!0},_isPending:{state:!0}}}#t;#n;#a;#e=null;#r=0;connectedCallback(){super.connectedCallback(),this._error=this._status="",this._isPending=!1,this.#t=Tt(this.hass.connection,this.target.entryId),this.#n=this.#t.addListener(()=>this.#u()),this.#e=this.#l(),(!this.#e||!T(this.#e))&&this.#p(),this.#a=setInterval(()=>document.hidden||this.requestUpdate(),Nt),history.pushState({...history.state,[e.tag]:!0},""),addEventListener("popstate",this.#i)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener("popstate",this.#i),this.#n?.(),clearInterval(this.#a),this.#r++}firstUpdated(){this.#s.showModal()}get#s(){return this.renderRoot.querySelector("dialog")}#i=()=>this.#s.close();#m(){history.state?.[e.tag]&&history.back(),this.remove()}#l(){let{deliveryId:t,entryId:r}=this.target,i=this._details?.delivery??null,{running:n=[],deliveries:s=[]}=this.#t?.state.data[r]??{},a=t??i?.delivery_id;return[...n,...s].find(o=>It(o)===a)??i}#u(){let t=this.#e,r=this.#e=this.#l();if(t&&T(t)&&!r){let i=this.#t?.state.data[this.target.entryId]?.deliveries?.find(n=>Lt(n,t));i&&(this.target={...this.target,deliveryId:i.delivery_id},this.#e=i)}ce(this.#e)!==ce(t)&&this.#p(),this.requestUpdate()}async#p(){let t=++this.#r;try{let r=await z(this.hass,this.target);if(t!==this.#r)return;this._details=r,this._error="",this.#e=this.#l(),r.problem&&await this.#d(ne(r.problem,r.problem_placeholders))}catch(r){t===this.#r&&await this.#d(r)}}async#d(t){let{text:r,localize:i}=this.#o;this._error=await D(this.hass,t,r,i("failed"))}async#c(t){if(!this._isPending){this._isPending=!0,this._error=this._status="";try{await t()}catch(r){await this.#d(r)}finally{this._isPending=!1}}}#g(t,r){this.#c(async()=>{let i={config_entry_id:this.target.entryId,delivery_id:r};await this.hass.callService("plex_arrivals",t,i,void 0,!1),t==="dismiss_delivery"&&this.#i()})}#h(t,r,i){this.#c(async()=>{await L(this.hass,{entryId:this.target.entryId,ratingKey:t,title:r},i),this._status=this.#o.text("playing",{title:r,player:i.name})})}get#o(){let t=this.hass.locale??{language:this.hass.language},r={locale:t,language:Ct(t.language),timeZone:this.hass.config.time_zone,now:Date.now()};return{localize:Pt(t.language),text:P(t.language),clock:r}}render(){let{entryId:t,ratingKey:r}=this.target,{server:i}=this.#t?.state.data[t]??{},n=this.#e,s=r??(n&&!T(n)?n.items[0]?.rating_key:void 0),a={...this.#o,hass:this.hass,server:i,row:n,details:this._details,recent:i?.recently_added?.find(({rating_key:o})=>o===s),error:this._error,status:this._status,isPending:this._isPending,act:(o,l)=>this.#g(o,l),play:(o,l,p)=>this.#h(o,l,p),choosePlayer:(o,l)=>w(o,this.hass,l,this.#o.text("players"))};return St`<dialog
aria-labelledby="title"
@close=${()=>this.#m()}
@click=${o=>o.target===this.#s&&this.#i()}
>
<div class="surface">
<header>
<button class="close" aria-label=${a.text("close")} @click=${this.#i}>
<ha-icon .icon=${"mdi:close"}></ha-icon>
</button>
<h2 id="title" title=${N(a)}><bdi>${N(a)}</bdi></h2>
</header>
<div class="body" tabindex="-1">${re(a)}</div>
</div>
</dialog>`}};function ce(e){return e?T(e)?e.state:[e.state,e.reason,e.updated_at,e.tried.length].join():""}function Lt({download:e},t){let{hash:r,path:i,name:n}=t.download;return r?e.hash===r:e.path===i&&e.name===n}for(let e of[x,b])customElements.get(e.tag)||customElements.define(e.tag,e);export{At as openDialog,wt as playFrom};
